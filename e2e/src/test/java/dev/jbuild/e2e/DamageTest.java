package dev.jbuild.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jbuild.testkit.DockerRegistry;
import dev.jbuild.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Corrupt, truncated and hostile bytes are found and never used; a killed jbuild leaves its state
 * valid.
 */
class DamageTest {
  private Jbuild jbuild;
  private Context context;

  @BeforeEach
  void start() throws IOException {
    jbuild = Jbuild.asMe();
    context = Context.in(jbuild, "context");
  }

  @AfterEach
  void stop() throws IOException {
    jbuild.close();
  }

  @Test
  void corruptBlobOfTheCacheIsRebuilt() throws Exception {
    context.file("a", "some content\n".repeat(1000)).dockerfile("FROM scratch", "COPY a /");
    String digest = build();
    for (Path blob : blobsOfTheCache()) {
      damage(blob);
    }
    jbuild.run("rmi", "x").expect(0);
    assertThat(build()).isEqualTo(digest);
    try (DockerRegistry registry = DockerRegistry.start()) {
      String name = registry.reference("team/x:1").toString();
      jbuild.run("-t", name, "--push", context.path()).expect(0);
      Program.run(
          "skopeo",
          "--insecure-policy",
          "copy",
          "--src-tls-verify=false",
          "docker://" + name,
          "dir:" + jbuild.work().resolve("copy"));
    }
  }

  @Test
  void truncatedLayerOfARegistryIsRefused() throws Exception {
    try (DockerRegistry registry = DockerRegistry.start()) {
      String base = registry.reference("team/base:1").toString();
      jbuild.run("import", Bases.busybox().toString(), base).expect(0);
      jbuild.run("push", base).expect(0);
      Path biggest = biggestBlob(registry.storage());
      try (var file = Files.newByteChannel(biggest, StandardOpenOption.WRITE)) {
        file.truncate(Files.size(biggest) / 2);
      }
      try (Jbuild other = Jbuild.asMe()) {
        Context context =
            Context.in(other, "context").dockerfile("FROM " + base, "COPY Dockerfile /");
        Outcome outcome = other.run("-t", "x", context.path());
        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.err()).contains(registry.address(), "sha256:").doesNotContain("\tat ");
      }
    }
  }

  @Test
  void entryThatLeavesTheRootIsRefused() throws Exception {
    Path tar = jbuild.work().resolve("evil.tar");
    Program.run(
        "python3",
        "-c",
        """
        import io, sys, tarfile
        archive = tarfile.open(sys.argv[1], 'w')
        entry = tarfile.TarInfo('../x')
        entry.size = 1
        archive.addfile(entry, io.BytesIO(b'x'))
        archive.close()
        """,
        tar.toString());
    Outcome outcome = jbuild.run("import", tar.toString(), "evil");
    assertThat(outcome.status()).isNotZero();
    assertThat(outcome.err()).contains("../x").doesNotContain("\tat ");
    Files.move(tar, context.directory().resolve("evil.tar"));
    context.dockerfile("FROM scratch", "ADD evil.tar /");
    Outcome build = jbuild.run("-t", "x", context.path()).expect(1);
    assertThat(build.err()).contains("../x", "Dockerfile:2");
  }

  @Test
  void fullDiskIsSaidAndLeavesTheStateValid() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "mounting a small tmpfs needs root");
    Path small = Files.createDirectory(jbuild.work().resolve("small"));
    Program.run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", small.toString());
    try {
      jbuild.with("JBUILD_HOME", small.toString());
      byte[] noise = new byte[16 << 20];
      new Random(1).nextBytes(noise);
      Files.write(context.directory().resolve("big"), noise);
      context.dockerfile("FROM scratch", "COPY big /");
      Outcome outcome = jbuild.run("-t", "x", context.path());
      assertThat(outcome.status()).isEqualTo(4);
      assertThat(outcome.err()).contains("space", small.toString()).doesNotContain("\tat ");
      Files.writeString(context.directory().resolve("big"), "small now");
      jbuild.run("-t", "x", context.path()).expect(0);
    } finally {
      Program.run("umount", "--lazy", small.toString());
    }
  }

  @Test
  void killedAtAnyMomentLeavesAValidState() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    jbuild.run("import", Bases.busybox().toString(), "busybox-base").expect(0);
    context
        .file("a", "content\n".repeat(200_000))
        .dockerfile("FROM busybox-base", "COPY a /a", "RUN wc /a > /count");
    for (int round = 0; round < 5; round++) {
      Files.writeString(context.directory().resolve("a"), round + "\n".repeat(200_000));
      Process process =
          jbuild
              .process("-t", "x", context.path())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(300 + random.nextInt(2500), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        process.waitFor();
      }
    }
    String digest = build();
    try (Jbuild fresh = Jbuild.asMe()) {
      fresh.run("import", Bases.busybox().toString(), "busybox-base").expect(0);
      assertThat(fresh.run("-q", "-t", "x", context.path()).expect(0).out().strip())
          .as("seed " + seed)
          .isEqualTo(digest);
    }
  }

  private String build() throws Exception {
    return jbuild.run("-q", "-t", "x", context.path()).expect(0).out().strip();
  }

  private List<Path> blobsOfTheCache() throws IOException {
    try (Stream<Path> files = Files.walk(jbuild.state().resolve("cache"))) {
      return files
          .filter(file -> file.toString().contains("/sha256/") && Files.isRegularFile(file))
          .toList();
    }
  }

  private static Path biggestBlob(Path storage) throws IOException {
    try (Stream<Path> files = Files.walk(storage)) {
      return files
          .filter(Files::isRegularFile)
          .max(Comparator.comparingLong(file -> file.toFile().length()))
          .orElseThrow();
    }
  }

  private static void damage(Path blob) throws IOException {
    byte[] bytes = Files.readAllBytes(blob);
    bytes[bytes.length / 2] ^= 0x55;
    Files.write(blob, bytes);
  }
}
