package dev.jbuild.registry.transport;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** An open way to a server, for one exchange at a time. */
final class Connection implements Closeable {
  private static final int BUFFER = 16 * 1024; // large reads go past it

  private final Socket transport;
  private final Socket socket;
  private final InputStream in;

  /**
   * Takes over both.
   *
   * @param transport what carries the bytes
   * @param socket where they are plain: the same one, or a TLS socket above it
   */
  Connection(Socket transport, Socket socket) throws IOException {
    this.transport = transport;
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
  }

  void send(String head) throws IOException {
    socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** What the server sends; reading waits no longer than the limit. */
  InputStream in(Duration limit) throws IOException {
    socket.setSoTimeout((int) limit.toMillis());
    return in;
  }

  /** Whether nothing came that nobody asked for. */
  boolean isQuiet() throws IOException {
    return in.available() == 0;
  }

  /** Cuts it: what was not read is lost. */
  @Override
  public void close() throws IOException {
    transport.close(); // TLS would wait for room to say good-bye
  }
}
