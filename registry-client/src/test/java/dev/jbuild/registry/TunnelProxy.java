package dev.jbuild.registry;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes all connections on to one server, whatever host they name, or refuses them. */
final class TunnelProxy implements AutoCloseable {
  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final String status;
  private final int port;

  private TunnelProxy(String status, int port) throws IOException {
    this.status = status;
    this.port = port;
  }

  /** Starts one before the server on this port of the loopback. */
  static TunnelProxy start(String status, int port) throws IOException {
    TunnelProxy proxy = new TunnelProxy(status, port);
    Thread.ofPlatform().daemon().name("tunnel proxy").start(proxy::accept);
    return proxy;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Thread.ofPlatform().daemon().start(() -> serve(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket target = new Socket(InetAddress.getLoopbackAddress(), port)) {
      BufferedReader head =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII), 1);
      requests.add(head.readLine());
      while (!head.readLine().isEmpty()) {}
      client
          .getOutputStream()
          .write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      if (status.startsWith("200")) {
        Thread.ofPlatform().daemon().start(() -> pass(target, client));
        pass(client, target);
      }
    } catch (IOException e) {
      return; // one of them is gone
    }
  }

  private static void pass(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      return; // one of them is gone
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** The first lines of what was asked. */
  List<String> requests() {
    return requests;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
