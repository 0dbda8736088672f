package dev.jbuild.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Says hello to all who connect. */
final class Greeter implements AutoCloseable {
  private final ServerSocket socket;

  /**
   * @param address to listen at
   */
  Greeter(String address) throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getByName(address));
    Thread.ofPlatform().daemon().start(this::serve);
  }

  int port() {
    return socket.getLocalPort();
  }

  private void serve() {
    try {
      while (true) {
        try (Socket guest = socket.accept()) {
          guest.getOutputStream().write("hello\n".getBytes(StandardCharsets.UTF_8));
        }
      }
    } catch (IOException closed) {
      return;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
