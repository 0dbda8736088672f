package dev.jbuild.registry.transport;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Gives each connection in turn its script of answers, byte for byte, then closes it. */
final class RawServer implements AutoCloseable {
  /** Sends nothing and keeps the connection until the client closes it. */
  static final String SILENCE = "";

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<List<String>> scripts;

  private RawServer(List<List<String>> scripts) throws IOException {
    this.scripts = scripts;
  }

  /** Starts one; the connections after the last script are closed at once. */
  static RawServer start(List<List<String>> scripts) throws IOException {
    RawServer raw = new RawServer(scripts);
    Thread.ofPlatform().daemon().name("raw server").start(raw::serve);
    return raw;
  }

  private void serve() {
    try {
      for (List<String> script : scripts) {
        try (Socket socket = server.accept()) {
          serve(socket, script);
        }
      }
    } catch (IOException e) {
      return; // closed, or the client is gone: what it saw is for the test to say
    }
  }

  private void serve(Socket socket, List<String> script) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    for (String answer : script) {
      StringBuilder request = new StringBuilder();
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        request.append(line).append('\n');
      }
      requests.add(request.toString());
      if (answer.equals(SILENCE)) {
        in.read();
      }
      socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
  }

  /** What came, one head each, with line feeds. */
  List<String> requests() {
    return requests;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
