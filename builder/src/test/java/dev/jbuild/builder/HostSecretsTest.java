package dev.jbuild.builder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.jbuild.builder.secret.Grants;
import dev.jbuild.builder.secret.SecretSource;
import dev.jbuild.sandbox.SecretValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets with the names of servers, and a server that notes what it is told. */
class HostSecretsTest {
  private final Queue<String> told = new ConcurrentLinkedQueue<>();
  @TempDir Path directory;
  private Builds builds;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    builds = new Builds(directory.resolve("home"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() throws IOException {
    server.stop(0);
    builds.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    told.add(header);
    boolean isKnown = header.equals("Bearer right");
    exchange.sendResponseHeaders(isKnown ? 200 : 401, isKnown ? 2 : -1);
    if (isKnown) {
      exchange.getResponseBody().write("ok".getBytes(UTF_8));
    }
    exchange.close();
  }

  private void add(String path, Map<String, String> secrets) throws Exception {
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + path;
    Files.writeString(
        Files.createDirectories(directory.resolve("context")).resolve("Dockerfile"),
        "FROM scratch\nADD " + url + " /to/\n");
    ImmutableMap.Builder<String, SecretSource> granted = ImmutableMap.builder();
    secrets.forEach((id, value) ->
        granted.put(id, new SecretSource.Value(new SecretValue(value.getBytes(UTF_8)))));
    builds.build(
        Requests.withGrants(
            Builds.request(directory.resolve("context")),
            new Grants(granted.buildOrThrow(), ImmutableMap.of())));
  }

  @Test
  void filesAreAskedForWithATokenOrAHeader() throws Exception {
    add("/a", Map.of("HTTP_AUTH_TOKEN_127.0.0.1", "right\n"));
    add("/b", Map.of("HTTP_AUTH_HEADER_127.0.0.1", "Bearer right"));
    assertThat(TreeListing.of(builds.tree())).contains("/to/b 2 ");
    assertThat(told).containsOnly("Bearer right");
  }

  @Test
  void otherServersAreToldNothing() {
    assertThatThrownBy(() ->
            add("/a", Map.of("HTTP_AUTH_TOKEN_example.com", "right", "GIT_AUTH_TOKEN", "right")))
        .hasMessageContaining("the server wants credentials");
    assertThat(told).containsOnly("null");
  }

  @Test
  void repositoriesAreAskedForWithAPasswordOrAHeader() {
    assertThatThrownBy(() -> add("/x.git", Map.of("GIT_AUTH_TOKEN", "secret")))
        .hasMessageContaining("failed to fetch remote")
        .hasMessageNotContaining("secret");
    assertThat(told).containsOnly("basic eC1hY2Nlc3MtdG9rZW46c2VjcmV0");
    told.clear();
    assertThatThrownBy(() ->
            add(
                "/x.git",
                Map.of("GIT_AUTH_HEADER.127.0.0.1", "Bearer one", "GIT_AUTH_TOKEN", "secret")))
        .hasMessageContaining("failed to fetch remote");
    assertThat(told).containsOnly("Bearer one");
  }

  @Test
  void aHeaderIsOneLine() {
    assertThatThrownBy(() -> add("/a", Map.of("HTTP_AUTH_TOKEN_127.0.0.1", "a\r\nHost: b")))
        .hasMessageContaining("HTTP_AUTH_TOKEN_127.0.0.1 is more than one line");
    assertThat(told).isEmpty();
  }
}
