package dev.jbuild.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Steps are named by content: what did not change is not done again, and the digest says the same.
 */
class CacheTest {
  private static final Pattern CACHED = Pattern.compile("(?m)^#\\d+ CACHED$");
  private static final String[] DOCKERFILE = {
    "FROM busybox-base AS build",
    "ARG UNSEEN=1",
    "COPY one /one",
    "RUN wc -c /one > /size",
    "COPY two /two",
    "FROM busybox-base",
    "COPY --from=build /size /two /result/",
    "WORKDIR /result",
  };
  private Jbuild jbuild;
  private Context context;

  @BeforeEach
  void start() throws Exception {
    jbuild = Jbuild.asMe();
    jbuild.run("import", Bases.busybox().toString(), "busybox-base").expect(0);
    context =
        Context.in(jbuild, "context").file("one", "1").file("two", "2").dockerfile(DOCKERFILE);
  }

  @AfterEach
  void stop() throws IOException {
    jbuild.close();
  }

  @Test
  void secondBuildIsAllCachedAndHasTheSameDigest() throws Exception {
    String digest = digest();
    Outcome second = build();
    assertThat(cached(second)).isEqualTo(6);
    assertThat(digest()).isEqualTo(digest);
  }

  @Test
  void changedFileRebuildsFromItsCopyOn() throws Exception {
    build();
    context.file("two", "changed");
    String err = build().err();
    assertThat(vertexIsCached(err, "COPY one")).isTrue();
    assertThat(vertexIsCached(err, "RUN wc")).isTrue();
    assertThat(vertexIsCached(err, "COPY two")).isFalse();
    assertThat(vertexIsCached(err, "COPY --from=build")).isFalse();
  }

  @Test
  void commentAndUnseenArgumentRebuildNothing() throws Exception {
    String digest = digest();
    context.dockerfile(
        Stream.concat(Stream.of("# a comment"), Stream.of(DOCKERFILE)).toArray(String[]::new));
    assertThat(cached(build())).isEqualTo(6);
    assertThat(
            cached(
                jbuild
                    .run("--progress=plain", "-t", "x", "--build-arg", "OTHER=2", context.path())
                    .expect(0)))
        .isEqualTo(6);
    assertThat(digest()).isEqualTo(digest);
  }

  @Test
  void sameInputsGiveTheSameDigestEverywhere() throws Exception {
    String digest = digest();
    try (Jbuild other = Jbuild.asOrdinaryUser()) {
      other.with("TZ", "Asia/Tokyo").with("LC_ALL", "C");
      Path base = other.work().resolve("base.tar");
      Files.copy(Bases.busybox(), base);
      other.run("import", base.toString(), "busybox-base").expect(0);
      Context copy =
          Context.in(other, "elsewhere/deep")
              .file("two", "2")
              .file("one", "1")
              .dockerfile(DOCKERFILE);
      touch(copy);
      assertThat(other.run("-q", "-t", "x", copy.path()).expect(0).out().strip()).isEqualTo(digest);
    }
  }

  @Test
  void twoProcessesShareOneCache() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Callable<String> build =
          () -> {
            Process process = jbuild.process("-q", "-t", "x", context.path()).start();
            String out = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor()).isZero();
            return out.strip();
          };
      List<Future<String>> digests = threads.invokeAll(List.of(build, build));
      assertThat(digests.get(0).get()).isEqualTo(digests.get(1).get()).isEqualTo(digest());
    }
  }

  private static void touch(Context context) throws IOException {
    try (Stream<Path> files = Files.walk(context.directory())) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));
      }
    }
  }

  private static boolean vertexIsCached(String err, String name) {
    String number =
        Pattern.compile("(?m)^#(\\d+) \\[[^]]*] " + Pattern.quote(name))
            .matcher(err)
            .results()
            .findFirst()
            .orElseThrow()
            .group(1);
    return Pattern.compile("(?m)^#" + number + " CACHED$").matcher(err).find();
  }

  private static long cached(Outcome outcome) {
    return CACHED.matcher(outcome.err()).results().count();
  }

  private Outcome build() throws Exception {
    return jbuild.run("--progress=plain", "-t", "x", context.path()).expect(0);
  }

  private String digest() throws Exception {
    return jbuild.run("-q", "-t", "x", context.path()).expect(0).out().strip();
  }
}
