package dev.jbuild.registry.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectExchangeTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final Duration LONG = Duration.ofSeconds(60);

  private final DirectExchange direct = new DirectExchange(Timeouts.STANDARD);

  @AfterEach
  void close() {
    direct.close();
  }

  private Response send(String method, RawServer server) throws IOException {
    return direct.send(Request.of(method, server.uri("/a")), Proxy.NO_PROXY, Optional.empty());
  }

  private String get(RawServer server) throws IOException {
    try (Response response = send("GET", server)) {
      return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void asksAgainOnTheSameConnection() throws IOException {
    try (RawServer server = RawServer.start(List.of(List.of(OK, OK)))) {
      assertThat(get(server)).isEqualTo("ok");
      assertThat(get(server)).isEqualTo("ok");
    }
  }

  @Test
  void asksAgainWhereTheServerHadClosedTheConnection() throws IOException {
    try (RawServer server = RawServer.start(List.of(List.of(OK), List.of(OK)))) {
      assertThat(get(server)).isEqualTo("ok");
      assertThat(get(server)).isEqualTo("ok");
    }
  }

  @Test
  void leavesAConnectionOnWhichMoreCameThanItAskedFor() throws IOException {
    try (RawServer server = RawServer.start(List.of(List.of(OK + "more"), List.of(OK)))) {
      assertThat(get(server)).isEqualTo("ok");
      assertThat(get(server)).isEqualTo("ok");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nConnection: x, Close\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 200 OK\nContent-Length: 2\n\nok",
        "HTTP/1.1 200\r\ncontent-length:2\r\n\r\nok",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nLink: a\r\n\r\n" + OK,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;a=b\r\no\r\n01 \r\nk\r\n0\r\nT: 1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\nContent-Length: 9\r\n\r\n2\r\nok\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok",
      })
  void readsEveryKindOfBody(String answer) throws IOException {
    try (RawServer server = RawServer.start(List.of(List.of(answer), List.of(OK)))) {
      assertThat(get(server)).isEqualTo("ok");
      assertThat(get(server)).isEqualTo("ok");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nokay\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-2\r\nok\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nok",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nContent-Length: two\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\nok",
        "HTTP/2 200\r\n\r\nok",
        "220 mail.example ESMTP\r\n",
        "HTTP/1.1 200 OK\r\nContent-Le",
      })
  void refusesWhatIsNotWhole(String answer) throws IOException {
    try (RawServer server = RawServer.start(List.of(List.of(answer)))) {
      assertThatThrownBy(() -> get(server)).isInstanceOf(NetworkException.class);
    }
  }

  @Test
  void doesNotReadHeadersWithoutEnd() throws IOException {
    String head = "HTTP/1.1 200 OK\r\n" + "a: b\r\n".repeat(100_000);
    try (RawServer server = RawServer.start(List.of(List.of(head)))) {
      assertThatThrownBy(() -> get(server)).hasMessageContaining("do not end");
    }
  }

  @Test
  void waitsForNoBodyWhereThereIsNone() throws IOException {
    String head = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n";
    String notModified = "HTTP/1.1 304 Not Modified\r\n\r\n";
    String deleted = "HTTP/1.1 204 No Content\r\n\r\n";
    try (RawServer server = RawServer.start(List.of(List.of(head, notModified, deleted)))) {
      for (String method : List.of("HEAD", "GET", "DELETE")) {
        try (Response response = send(method, server)) {
          assertThat(response.body().readAllBytes()).isEmpty();
        }
      }
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void sendsNoHeaderThatBreaksItsBounds() throws IOException {
    try (RawServer server = RawServer.start(List.of(List.of(OK)))) {
      Request request = Request.of("GET", server.uri("/a")).withAuthorization("s3cret\r\nX: y");
      assertThatThrownBy(() -> direct.send(request, Proxy.NO_PROXY, Optional.empty()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Authorization")
          .hasMessageNotContaining("s3cret");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void asksForThePathAsItStands() throws IOException {
    try (RawServer server = RawServer.start(List.of(List.of(OK)))) {
      Request request =
          Request.of("GET", server.uri("/%2F/\u00fc?q=%20#part"))
              .withHeaders(Map.of("Accept", "b"));
      direct.send(request, Proxy.NO_PROXY, Optional.empty()).close();
      assertThat(server.requests().getFirst())
          .startsWith("GET /%2F/%C3%BC?q=%20 HTTP/1.1\nHost: 127.0.0.1:")
          .contains("\nUser-Agent: jbuild\n", "\nAccept: b\n");
    }
  }

  @Test
  void waitsNoLongerThanItShould() throws IOException {
    Timeouts hasty = new Timeouts(LONG, Duration.ofMillis(300), LONG, LONG);
    try (RawServer server = RawServer.start(List.of(List.of(RawServer.SILENCE)));
        DirectExchange short300 = new DirectExchange(hasty)) {
      Request request = Request.of("GET", server.uri("/a"));
      assertThatThrownBy(() -> short300.send(request, Proxy.NO_PROXY, Optional.empty()))
          .isInstanceOf(NetworkException.class)
          .hasMessageContaining("no data for");
    }
  }

  @Test
  void anInterruptEndsTheWait() throws Exception {
    try (RawServer server = RawServer.start(List.of(List.of(RawServer.SILENCE)))) {
      AtomicReference<Exception> failure = new AtomicReference<>();
      Thread waiting =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  get(server);
                } catch (IOException e) {
                  failure.set(e);
                }
              });
      while (server.requests().isEmpty()) {
        Thread.sleep(5);
      }
      waiting.interrupt();
      waiting.join(LONG);
      assertThat(failure.get()).isInstanceOf(InterruptedIOException.class);
    }
  }
}
