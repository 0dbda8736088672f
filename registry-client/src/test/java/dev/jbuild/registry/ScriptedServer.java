package dev.jbuild.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.jbuild.oci.ImageReference;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Answers as a test says, and remembers what it was asked. What no test scripted is a 404. */
final class ScriptedServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Set<String> unread = ConcurrentHashMap.newKeySet();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  private ScriptedServer(HttpServer server) {
    this.server = server;
  }

  static ScriptedServer start() throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    ScriptedServer scripted = new ScriptedServer(HttpServer.create(address, 0));
    scripted.server.createContext("/", scripted::handle);
    scripted.server.setExecutor(scripted.threads);
    scripted.server.start();
    return scripted;
  }

  /** Answers one request; the script need not close the exchange. */
  @FunctionalInterface
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  /**
   * @param line method and path, without the query
   * @param authorization the header, empty if there was none
   */
  record Asked(String line, String query, Optional<String> authorization) {}

  /** Sets what answers a method and path, such as {@code GET /v2/app/manifests/1}. */
  ScriptedServer on(String line, Answer answer) {
    answers.put(line, answer);
    return this;
  }

  ScriptedServer on(String line, int status, byte[] body) {
    return on(line, exchange -> send(exchange, status, body));
  }

  /** As {@link #on}, but the request's body is left for the answer to read. */
  ScriptedServer onUnread(String line, Answer answer) {
    unread.add(line);
    return on(line, answer);
  }

  /** Answers with each of these in turn, with the last one from then on. */
  ScriptedServer onInTurn(String line, Answer... turns) {
    List<Answer> left = new CopyOnWriteArrayList<>(turns);
    return on(
        line, exchange -> (left.size() > 1 ? left.removeFirst() : left.getFirst()).to(exchange));
  }

  static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
    if (!head && body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  static Answer redirect(int status, String location) {
    return exchange -> {
      exchange.getResponseHeaders().set("Location", location);
      send(exchange, status, new byte[0]);
    };
  }

  private void handle(HttpExchange exchange) throws IOException {
    String line = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    Optional<String> authorization =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
    asked.add(new Asked(line, query, authorization));
    try (exchange) {
      Answer answer = answers.getOrDefault(line, other -> send(other, 404, new byte[0]));
      if (!unread.contains(line)) {
        byte[] body = exchange.getRequestBody().readAllBytes();
        exchange.setStreams(new ByteArrayInputStream(body), null);
      }
      answer.to(exchange);
    }
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  String url() {
    return "http://" + address();
  }

  ImageReference reference(String name) {
    return ImageReference.parse(address() + "/" + name);
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  /** The requests with this method and path. */
  List<Asked> asked(String line) {
    return asked.stream().filter(one -> one.line().equals(line)).toList();
  }

  Stream<String> lines() {
    return asked.stream().map(Asked::line);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
