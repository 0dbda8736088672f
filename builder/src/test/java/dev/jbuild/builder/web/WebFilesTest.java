package dev.jbuild.builder.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.cache.Cache;
import dev.jbuild.cache.StateDirectories;
import dev.jbuild.oci.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebFilesTest {
  private static final byte[] CONTENT = "content".getBytes(UTF_8);
  private static final Digest DIGEST = Digest.of(CONTENT);

  @TempDir Path directory;
  private Cache cache;
  private WebFiles files;
  private WebServer server;

  @BeforeEach
  void start() throws IOException {
    cache = Cache.open(StateDirectories.of(ImmutableMap.of("JBUILD_HOME", directory.toString())));
    files = new WebFiles(cache, ImmutableMap.of());
    server = new WebServer();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    files.close();
    cache.close();
  }

  private WebFile fetch(String path) throws IOException {
    return files.fetch(server.uri(path), Optional.empty());
  }

  private static String text(WebFile file) throws IOException {
    try (InputStream in = file.open()) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  @Test
  void fetchesAFileWithItsTime() throws IOException {
    server.on("/f", CONTENT, "Last-Modified", "Wed, 21 Oct 2015 07:28:00 GMT");
    WebFile file = fetch("/f?x=1");
    assertThat(text(file)).isEqualTo("content");
    assertThat(file.modified()).contains(Instant.parse("2015-10-21T07:28:00Z"));
    assertThat(file.name()).isEqualTo("f");
  }

  @Test
  void aTimeThatIsNoneIsNone() throws IOException {
    server.on("/f", CONTENT, "Last-Modified", "yesterday");
    assertThat(fetch("/f").modified()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://h/a/b.txt, b.txt",
    "http://h/a/b.txt?c=d#e, b.txt",
    "http://h/a/, a",
    "http://h, __unnamed__",
    "http://h/, __unnamed__",
    "http://h/a%20b%2fc, c",
    "http://h/a/.., download",
    "http://h/a%0Ab, download",
  })
  void namesComeFromTheAddress(URI uri, String name) {
    assertThat(WebFile.name(uri)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ETag", "Last-Modified"})
  void whatIsTheSameIsNotSentAgain(String header) throws IOException {
    String question = header.equals("ETag") ? "If-None-Match" : "If-Modified-Since";
    String value = header.equals("ETag") ? "W/\"1\"" : "Wed, 21 Oct 2015 07:28:00 GMT";
    server.on(
        "/f",
        exchange -> {
          boolean knows = value.equals(exchange.getRequestHeaders().getFirst(question));
          WebServer.send(exchange, knows ? 304 : 200, knows ? new byte[0] : CONTENT, header, value);
        });
    WebFile first = fetch("/f");
    assertThat(fetch("/f").blob()).isEqualTo(first.blob());
    assertThat(fetch("/f").modified()).isEqualTo(first.modified());
    assertThat(server.requests()).hasSize(3);
    cache.blobs().remove(first.blob().digest());
    assertThat(text(fetch("/f"))).isEqualTo("content");
  }

  @Test
  void whatHasChangedIsSentAgain() throws IOException {
    byte[][] now = {CONTENT};
    server.on(
        "/f",
        exchange -> WebServer.send(exchange, 200, now[0], "ETag", "\"" + now[0].length + "\""));
    assertThat(text(fetch("/f"))).isEqualTo("content");
    now[0] = "other".getBytes(UTF_8);
    assertThat(text(fetch("/f"))).isEqualTo("other");
  }

  @Test
  void aChecksumThatIsHereNeedsNoServer() throws IOException {
    server.on("/f", CONTENT);
    files.fetch(server.uri("/f"), Optional.of(DIGEST));
    files.fetch(server.uri("/f"), Optional.of(DIGEST));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void refusesAnotherContent() {
    server.on("/f", CONTENT);
    Digest other = Digest.of(new byte[1]);
    assertThatThrownBy(() -> files.fetch(server.uri("/f"), Optional.of(other)))
        .isInstanceOf(WebException.class)
        .hasMessageContaining(
            "digest mismatch for " + server.uri("/f") + ": " + DIGEST + " (expected: " + other);
  }

  @Test
  void followsRedirects() throws IOException {
    server.on("/a", exchange -> WebServer.send(exchange, 302, new byte[0], "Location", "b/c"));
    server.on("/b/c", CONTENT);
    WebFile file = fetch("/a");
    assertThat(text(file)).isEqualTo("content");
    assertThat(file.name()).isEqualTo("a");
    server.on("/loop", exchange -> WebServer.send(exchange, 301, new byte[0], "Location", "/loop"));
    assertThatThrownBy(() -> fetch("/loop")).hasMessageContaining("stopped after 10 redirects");
    server.on(
        "/file", exchange -> WebServer.send(exchange, 301, new byte[0], "Location", "file:///x"));
    assertThatThrownBy(() -> fetch("/file")).hasMessageContaining("leads to");
  }

  @Test
  void undoesTheEncoding() throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(CONTENT);
    }
    server.on("/f", zipped.toByteArray(), "Content-Encoding", "gzip");
    assertThat(text(fetch("/f"))).isEqualTo("content");
  }

  @ParameterizedTest
  @CsvSource({"404, check the address", "401, credentials", "500, status 500", "304, was here"})
  void saysWhatTheServerAnswered(int status, String words) {
    server.on("/f", exchange -> WebServer.send(exchange, status, new byte[0]));
    assertThatThrownBy(() -> fetch("/f"))
        .isInstanceOf(WebException.class)
        .hasMessageContaining("invalid response status " + status)
        .hasMessageContaining(words);
  }

  @Test
  void aBodyThatBreaksOffLeavesNothing() throws IOException {
    server.on(
        "/f",
        exchange -> {
          exchange.sendResponseHeaders(200, CONTENT.length + 10);
          exchange.getResponseBody().write(CONTENT);
          exchange.getResponseBody().flush();
        });
    assertThatThrownBy(() -> fetch("/f"))
        .isInstanceOf(WebException.class)
        .hasMessageContaining("unexpected EOF");
    Path blobs = cache.blobs().path(DIGEST).getParent();
    if (Files.exists(blobs)) {
      try (Stream<Path> left = Files.list(blobs)) {
        assertThat(left).isEmpty();
      }
    }
  }

  @Test
  void saysThatThereIsNoServer() {
    URI uri = server.uri("/f");
    server.close();
    assertThatThrownBy(() -> files.fetch(uri, Optional.empty()))
        .isInstanceOf(WebException.class)
        .hasMessageContaining("cannot GET " + uri + ": Connection refused");
    assertThatThrownBy(() -> files.fetch(URI.create("http://none.invalid/x"), Optional.empty()))
        .hasMessageContaining("no such host");
  }

  @Test
  void goesThroughTheProxy() throws IOException {
    server.on("/f", CONTENT);
    try (WebFiles proxied =
        new WebFiles(cache, ImmutableMap.of("HTTP_PROXY", server.uri("").toString()))) {
      URI uri = URI.create("http://none.invalid/f");
      assertThat(text(proxied.fetch(uri, Optional.empty()))).isEqualTo("content");
    }
    assertThat(server.requests()).containsExactly("GET http://none.invalid/f");
  }

  @Test
  void showsNoPassword() {
    URI uri = URI.create(server.uri("/f").toString().replace("//", "//user:secret@"));
    server.on(
        "/f",
        exchange -> {
          boolean isKnown = exchange.getRequestHeaders().containsKey("Authorization");
          WebServer.send(exchange, isKnown ? 403 : 500, new byte[0]);
        });
    assertThatThrownBy(() -> files.fetch(uri, Optional.empty()))
        .hasMessageContaining("403")
        .hasMessageNotContaining("secret");
  }
}
