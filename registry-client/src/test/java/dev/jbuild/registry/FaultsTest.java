package dev.jbuild.registry;

import static dev.jbuild.registry.ScriptedServer.redirect;
import static dev.jbuild.registry.ScriptedServer.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.MediaType;
import dev.jbuild.oci.Platform;
import dev.jbuild.registry.transport.Timeouts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private static final byte[] CONTENT = "0123456789".repeat(100).getBytes(StandardCharsets.UTF_8);
  private static final byte[] NOTHING = {};
  private static final Descriptor BLOB = Descriptor.of(MediaType.OCI_LAYER, CONTENT);
  private static final String BLOB_PATH = "/v2/app/blobs/" + BLOB.digest();
  private static final Credential ADA = new Credential.UserPassword("ada", "engine");
  private static final Duration SOON = Duration.ofMillis(1);

  private final Retries retries = new Retries(3, SOON, Duration.ofSeconds(2));
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(500);
  private ScriptedServer server;
  private ScriptedServer other;
  private RegistryClient client;

  @BeforeEach
  void start() throws IOException {
    server = ScriptedServer.start();
    other = ScriptedServer.start();
    client = client(Timeouts.STANDARD);
  }

  private RegistryClient client(Timeouts timeouts) {
    return new RegistryClient(
        RegistrySettings.defaults(),
        _ -> Optional.of(ADA),
        Optional.empty(),
        new RegistryClient.Limits(timeouts, retries, ChunkSizes.STANDARD));
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
    other.close();
  }

  @Test
  void refusesABodyThatIsTooShort() {
    server.on("GET " + BLOB_PATH, 200, "short".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(this::pull)
        .isInstanceOf(RegistryException.Corrupt.class)
        .hasMessageContaining("only 5 of 1000 bytes");
  }

  @Test
  void refusesABodyThatIsTooLong() {
    server.on("GET " + BLOB_PATH, 200, new byte[1001]);
    assertThatThrownBy(this::pull)
        .isInstanceOf(RegistryException.Corrupt.class)
        .hasMessageContaining("more than the 1000 bytes");
  }

  @Test
  void refusesOtherContent() {
    server.on("GET " + BLOB_PATH, 200, new byte[1000]);
    assertThatThrownBy(this::pull)
        .isInstanceOf(RegistryException.Corrupt.class)
        .hasMessageContaining("content with digest " + Digest.of(new byte[1000]));
  }

  @Test
  void doesNotGiveTheLastBytesOfOtherContent() throws IOException {
    server.on("GET " + BLOB_PATH, 200, new byte[1000]);
    try (InputStream in = client.blob(server.reference("app"), BLOB)) {
      assertThatThrownBy(() -> in.readNBytes(1000)).isInstanceOf(RegistryException.Corrupt.class);
    }
  }

  @Test
  void saysThatABodyBrokeOff() {
    server.on(
        "GET " + BLOB_PATH,
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write(CONTENT, 0, 300);
          exchange.getResponseBody().flush();
        });
    assertThatThrownBy(this::pull)
        .isInstanceOfSatisfying(
            RegistryException.Unavailable.class, e -> assertThat(e.retryable()).isTrue())
        .hasMessageContaining("after 300 of 1000 bytes");
  }

  @Test
  void doesNotWaitForeverForABody() throws IOException {
    CountDownLatch over = new CountDownLatch(1);
    server.on(
        "GET " + BLOB_PATH,
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write(CONTENT, 0, 300);
          exchange.getResponseBody().flush();
          await(over);
        });
    try (RegistryClient hasty = client(new Timeouts(LONG, LONG, SHORT, LONG));
        InputStream in = hasty.blob(server.reference("app"), BLOB)) {
      assertThatThrownBy(in::readAllBytes)
          .isInstanceOf(RegistryException.Unavailable.class)
          .hasMessageContaining("no data for");
    }
    over.countDown();
  }

  @Test
  void doesNotWaitForeverForAnAnswer() {
    CountDownLatch over = new CountDownLatch(1);
    server.on("GET " + BLOB_PATH, _ -> await(over));
    try (RegistryClient hasty = client(new Timeouts(LONG, SHORT, LONG, LONG))) {
      assertThatThrownBy(() -> hasty.blob(server.reference("app"), BLOB))
          .isInstanceOf(RegistryException.Unavailable.class)
          .hasMessageContaining("no data for");
    }
    over.countDown();
  }

  private static void await(CountDownLatch over) {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void triesAgainAfterServerErrors() throws IOException {
    server.onInTurn(
        "GET " + BLOB_PATH,
        exchange -> send(exchange, 503, NOTHING),
        exchange -> send(exchange, 502, NOTHING),
        exchange -> send(exchange, 200, CONTENT));
    pull();
    assertThat(server.asked("GET " + BLOB_PATH)).hasSize(3);
  }

  @Test
  void givesUpInTheEnd() {
    server.on("GET " + BLOB_PATH, 500, NOTHING);
    assertThatThrownBy(this::pull).isInstanceOf(RegistryException.Unavailable.class);
    assertThat(server.asked("GET " + BLOB_PATH)).hasSize(3);
  }

  @Test
  void waitsAsLongAsItIsAskedTo() throws IOException {
    server.onInTurn(
        "GET " + BLOB_PATH,
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "1");
          send(exchange, 429, NOTHING);
        },
        exchange -> send(exchange, 200, CONTENT));
    long start = System.nanoTime();
    pull();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(990));
  }

  @Test
  void doesNotWaitForTooLong() {
    server.on(
        "GET " + BLOB_PATH,
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "3600");
          send(exchange, 429, NOTHING);
        });
    assertThatThrownBy(this::pull)
        .isInstanceOf(RegistryException.RateLimited.class)
        .hasMessageContaining("try again in 3600 s");
    assertThat(server.asked("GET " + BLOB_PATH)).hasSize(1);
  }

  @Test
  void showsCredentialsToNoOtherHost() throws IOException {
    server.onInTurn(
        "GET " + BLOB_PATH,
        FaultsTest::challenge,
        redirect(307, other.url() + "/storage/blob?signature=s3cret"));
    other.on("GET /storage/blob", 200, CONTENT);
    pull();
    assertThat(server.asked().getLast().authorization()).isPresent();
    assertThat(other.asked()).hasSize(1).allMatch(one -> one.authorization().isEmpty());
  }

  @Test
  void answersNoChallengeOfAnotherHost() {
    server.on("GET " + BLOB_PATH, redirect(302, other.url() + "/storage/blob?signature=s3cret"));
    other.on("GET /storage/blob", FaultsTest::challenge);
    assertThatThrownBy(this::pull)
        .isInstanceOf(RegistryException.Denied.class)
        .hasMessageNotContaining("s3cret");
    assertThat(other.asked()).hasSize(1).allMatch(one -> one.authorization().isEmpty());
  }

  @Test
  void sendsNoCredentialsToAPlainTokenServerElsewhere() {
    server.on(
        "GET " + BLOB_PATH,
        exchange -> {
          exchange
              .getResponseHeaders()
              .set("WWW-Authenticate", "Bearer realm=\"http://tokens.example/token\"");
          send(exchange, 401, NOTHING);
        });
    assertThatThrownBy(this::pull)
        .isInstanceOf(RegistryException.Unsupported.class)
        .hasMessageContaining(
            "sends credentials to http://tokens.example/token, which is not HTTPS");
  }

  @Test
  void endsInACircleOfRedirects() {
    server.on("GET " + BLOB_PATH, redirect(307, BLOB_PATH));
    assertThatThrownBy(this::pull)
        .isInstanceOf(RegistryException.Unsupported.class)
        .hasMessageContaining("redirected more than 5 times");
  }

  private static void challenge(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"test\"");
    send(exchange, 401, NOTHING);
  }

  private void pull() throws IOException {
    try (InputStream in = client.blob(server.reference("app"), BLOB)) {
      assertThat(in.readAllBytes()).isEqualTo(CONTENT);
    }
  }

  @Test
  void uploadsWhereTheRegistryDoesNotMount() throws IOException {
    server.on("POST /v2/app/blobs/uploads/", redirect(202, "/upload/1?state=a%2Fb"));
    server.on("PUT /upload/1", 201, NOTHING);
    assertThat(client.mount(server.reference("app"), BLOB, "base")).isFalse();
    push(new ArrayList<>());
    assertThat(server.lines()).containsExactly("POST /v2/app/blobs/uploads/", "PUT /upload/1");
    assertThat(server.asked().getFirst().query())
        .isEqualTo("mount=" + BLOB.digest() + "&from=base");
    assertThat(server.asked().getLast().query())
        .isEqualTo("state=a%2Fb&digest=sha256%3A" + BLOB.digest().hex());
  }

  @Test
  void authenticatesAgainInMidPush() throws IOException {
    server.on("POST /v2/app/blobs/uploads/", redirect(202, server.url() + "/upload/1"));
    server.onInTurn(
        "PUT /upload/1", FaultsTest::challenge, exchange -> send(exchange, 201, NOTHING));
    List<Long> told = new ArrayList<>();
    push(told);
    assertThat(server.asked("PUT /upload/1")).hasSize(2);
    assertThat(server.asked().getLast().authorization()).isPresent();
    assertThat(told).containsExactly(1000L, -1000L, 1000L);
  }

  @Test
  void fetchesAnotherTokenWhenOneDiesInMidPush() throws IOException {
    ScriptedServer.Answer refusal =
        exchange -> {
          exchange
              .getResponseHeaders()
              .set("WWW-Authenticate", "Bearer realm=\"" + server.url() + "/token\"");
          send(exchange, 401, NOTHING);
        };
    server.onInTurn(
        "GET /token",
        exchange -> send(exchange, 200, bytes("{\"token\":\"first\"}")),
        exchange -> send(exchange, 200, bytes("{\"access_token\":\"second\"}")));
    server.onInTurn("POST /v2/app/blobs/uploads/", refusal, redirect(202, "/upload/1"));
    server.onInTurn("PUT /upload/1", refusal, exchange -> send(exchange, 201, NOTHING));
    push(new ArrayList<>());
    assertThat(server.asked("PUT /upload/1"))
        .extracting(ScriptedServer.Asked::authorization)
        .containsExactly(Optional.of("Bearer first"), Optional.of("Bearer second"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void uploadsAllOfItAgainAfterAFailure() throws IOException {
    server.onInTurn(
        "POST /v2/app/blobs/uploads/", redirect(202, "/upload/1"), redirect(202, "/upload/2"));
    server.on("PUT /upload/1", 500, NOTHING).on("PUT /upload/2", 201, NOTHING);
    push(new ArrayList<>());
    assertThat(server.asked("PUT /upload/2")).hasSize(1);
  }

  @Test
  void uploadsToAnotherHostWithoutCredentials() throws IOException {
    server.onInTurn(
        "POST /v2/app/blobs/uploads/",
        FaultsTest::challenge,
        redirect(202, other.url() + "/upload/1"));
    other.on("PUT /upload/1", 201, NOTHING);
    push(new ArrayList<>());
    assertThat(other.asked()).hasSize(1).allMatch(one -> one.authorization().isEmpty());
  }

  @Test
  void uploadsWhereAMountIsDenied() throws IOException {
    server.onInTurn(
        "POST /v2/app/blobs/uploads/",
        exchange -> send(exchange, 403, NOTHING),
        redirect(202, "/upload/1"));
    server.on("PUT /upload/1", 201, NOTHING);
    assertThat(client.mount(server.reference("app"), BLOB, "secret")).isFalse();
    push(new ArrayList<>());
    assertThat(server.asked("PUT /upload/1")).hasSize(1);
  }

  @Test
  void closesTheContentWhenTheRegistryHangsUp() {
    server.on("POST /v2/app/blobs/uploads/", redirect(202, "/upload/1"));
    server.onUnread("PUT /upload/1", exchange -> exchange.getRequestBody().readNBytes(100_000));
    long size = 64 * 1024 * 1024;
    Descriptor big = new Descriptor(MediaType.OCI_LAYER, Digest.of(NOTHING), size);
    List<ClosingContent> opened = new ArrayList<>();
    assertThatThrownBy(() ->
            client.pushBlob(
                server.reference("app"),
                big,
                () -> {
                  opened.add(new ClosingContent());
                  return opened.getLast();
                },
                _ -> {}))
        .isInstanceOf(RegistryException.Unavailable.class);
    assertThat(opened)
        .hasSize(3)
        .allSatisfy(in -> assertThat(in.closed.await(5, TimeUnit.SECONDS)).isTrue());
  }

  /** Zeros without end that can tell whether they were closed. */
  private static final class ClosingContent extends InputStream {
    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public int read() {
      return 0;
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  @Test
  void saysThatTheRegistryGotOtherBytes() {
    server.on("POST /v2/app/blobs/uploads/", redirect(202, "/upload/1"));
    String error = "{\"errors\":[{\"code\":\"DIGEST_INVALID\",\"message\":\"no match\"}]}";
    server.on("PUT /upload/1", 400, error.getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> push(new ArrayList<>()))
        .isInstanceOf(RegistryException.Corrupt.class)
        .hasMessageContaining("DIGEST_INVALID: no match");
  }

  @Test
  void saysThatTheUploadIsTooBig() {
    server.on("POST /v2/app/blobs/uploads/", 413, NOTHING);
    assertThatThrownBy(() -> push(new ArrayList<>()))
        .isInstanceOf(RegistryException.Unsupported.class)
        .hasMessageContaining("limits the size of uploads");
  }

  private void push(List<Long> told) throws IOException {
    client.pushBlob(
        server.reference("app"), BLOB, () -> new ByteArrayInputStream(CONTENT), told::add);
  }

  @Test
  void refusesTheOldImageFormat() {
    manifest(
        "application/vnd.docker.distribution.manifest.v1+prettyjws",
        "{\"schemaVersion\":1,\"name\":\"app\"}");
    assertThatThrownBy(this::resolve)
        .isInstanceOf(RegistryException.Unsupported.class)
        .hasMessageContaining("schema 1")
        .hasMessageContaining("skopeo copy --format oci");
  }

  @Test
  void refusesAManifestThatIsNone() {
    manifest("text/html", "<html>sign in to this network</html>");
    assertThatThrownBy(this::resolve)
        .isInstanceOf(RegistryException.Corrupt.class)
        .hasMessageContaining("(it begins: <html>sign in to this network");
  }

  @Test
  void refusesAManifestThatIsAlsoAnIndex() {
    manifest(
        MediaType.OCI_MANIFEST.value(),
        "{\"schemaVersion\":2,\"manifests\":[],\"layers\":[],\"config\":{}}");
    assertThatThrownBy(this::resolve)
        .isInstanceOf(RegistryException.Corrupt.class)
        .hasMessageContaining("ambiguous");
  }

  @Test
  void refusesAnotherManifestThanAskedFor() {
    Digest asked = Digest.of(CONTENT);
    server.on("GET /v2/app/manifests/" + asked, 200, "{}".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> client.resolve(server.reference("app@" + asked), Platform.host()))
        .isInstanceOf(RegistryException.Corrupt.class)
        .hasMessageContaining("where " + asked + " belongs");
  }

  @Test
  void refusesAManifestWithoutEnd() {
    server.on("GET /v2/app/manifests/1", 200, new byte[5 * 1024 * 1024]);
    assertThatThrownBy(this::resolve)
        .isInstanceOf(RegistryException.Corrupt.class)
        .hasMessageContaining("more than 4194304 bytes");
  }

  private void manifest(String type, String body) {
    server.on(
        "GET /v2/app/manifests/1",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", type);
          send(exchange, 200, body.getBytes(StandardCharsets.UTF_8));
        });
  }

  private void resolve() throws IOException {
    client.resolve(server.reference("app:1"), Platform.host());
  }

  @Test
  void followsThePagesOfTags() throws IOException {
    server.onInTurn(
        "GET /v2/app/tags/list",
        exchange -> {
          exchange.getResponseHeaders().set("Link", "</v2/app/tags/list?n=2&last=b>; rel=\"next\"");
          send(exchange, 200, "{\"tags\":[\"a\",\"b\"]}".getBytes(StandardCharsets.UTF_8));
        },
        exchange -> send(exchange, 200, "{\"tags\":[\"c\"]}".getBytes(StandardCharsets.UTF_8)));
    assertThat(client.tags(server.reference("app"))).containsExactly("a", "b", "c");
    assertThat(server.asked().getLast().query()).isEqualTo("n=2&last=b");
  }
}
