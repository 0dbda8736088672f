package dev.jbuild.builder;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;

/** A web server on the loopback address that answers every request with the same bytes. */
final class OneFileServer implements AutoCloseable {
  private final ServerSocket socket;
  private final byte[] content;

  OneFileServer(byte[] content) throws IOException {
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.content = content;
    Thread.ofVirtual().start(this::serve);
  }

  String url(String path) {
    return "http://127.0.0.1:" + socket.getLocalPort() + path;
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket connection = socket.accept()) {
        answer(connection);
      } catch (SocketException e) {
        return; // closed
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  private void answer(Socket connection) throws IOException {
    InputStream in = connection.getInputStream();
    int matched = 0;
    while (matched < 4) {
      int next = in.read();
      matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
      if (next < 0) {
        return;
      }
    }
    OutputStream out = connection.getOutputStream();
    String head =
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + content.length + "\r\n\r\n";
    out.write(head.getBytes(US_ASCII));
    out.write(content);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
