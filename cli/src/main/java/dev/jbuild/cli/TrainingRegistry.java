package dev.jbuild.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * As much of a registry (OCI distribution spec) as a {@link TrainingRun} needs, on a loopback
 * address: it keeps what is PUT and hands it out again, and checks nothing.
 */
final class TrainingRegistry implements AutoCloseable {
  private static final String UPLOADS = "/blobs/uploads/";
  private static final String JSON = "application/vnd.oci.image.manifest.v1+json";

  private final Map<String, byte[]> contents = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  TrainingRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Such as {@code 127.0.0.1:40000}. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      byte[] sent = exchange.getRequestBody().readAllBytes();
      switch (exchange.getRequestMethod()) {
        case "POST" -> {
          exchange.getResponseHeaders().set("Location", path);
          exchange.sendResponseHeaders(202, -1);
        }
        case "PUT" -> {
          contents.put(path.endsWith(UPLOADS) ? blob(exchange) : path, sent);
          exchange.sendResponseHeaders(201, -1);
        }
        default -> answer(exchange, contents.get(path));
      }
    }
  }

  /** Where the blob of an upload is to be found: {@code PUT .../uploads/?digest=sha256%3A...}. */
  private static String blob(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    String digest = exchange.getRequestURI().getQuery().replaceFirst(".*digest=", "");
    return path.substring(0, path.length() - "uploads/".length()) + digest;
  }

  private static void answer(HttpExchange exchange, byte @Nullable [] content) throws IOException {
    if (content == null) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    boolean isHead = exchange.getRequestMethod().equals("HEAD");
    exchange.getResponseHeaders().set("Content-Type", JSON);
    exchange.sendResponseHeaders(200, isHead ? -1 : content.length);
    if (!isHead) {
      exchange.getResponseBody().write(content);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
