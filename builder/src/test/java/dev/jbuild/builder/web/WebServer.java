package dev.jbuild.builder.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A web server on the loopback address that remembers what it was asked. */
final class WebServer implements AutoCloseable {
  private final HttpServer server;
  private final List<String> requests = new ArrayList<>();

  WebServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  /** Answers requests for what is below the path. */
  WebServer on(String path, HttpHandler handler) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            handler.handle(exchange);
          }
        });
    return this;
  }

  /** Answers with these bytes, each time. */
  WebServer on(String path, byte[] content, String... headers) {
    return on(path, exchange -> send(exchange, 200, content, headers));
  }

  /** Sends an answer with headers as {@code name, value, ...}. */
  static void send(HttpExchange exchange, int status, byte[] content, String... headers)
      throws IOException {
    for (int i = 0; i < headers.length; i += 2) {
      exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
    }
    exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
    exchange.getResponseBody().write(content);
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  List<String> requests() {
    return requests;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
