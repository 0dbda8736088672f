package dev.jbuild.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jbuild.e2e.compare.ImageFacts;
import dev.jbuild.testkit.DockerRegistry;
import dev.jbuild.testkit.Program;
import dev.jbuild.testkit.ReadableClassPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A multi-stage Dockerfile on a real Debian base is, file for file and field for field, what {@code
 * docker build} makes of it; what that was is recorded by {@code e2e/record}.
 */
class ReferenceBuildTest {
  private static final String CASE = "service";

  @BeforeEach
  void needsRootToReadEveryFile() {
    assumeTrue(System.getProperty("user.name").equals("root"), "umoci unpacks owners only as root");
  }

  @Test
  void rootMakesWhatDockerMakes() throws Exception {
    try (Jbuild jbuild = Jbuild.asMe()) {
      comparesWithRecord(jbuild);
    }
  }

  @Test
  void anOrdinaryUserMakesWhatDockerMakes() throws Exception {
    try (Jbuild jbuild = Jbuild.asOrdinaryUser()) {
      comparesWithRecord(jbuild);
    }
  }

  @Test
  void dockerHereMakesWhatWasRecorded(@TempDir Path directory) throws Exception {
    assumeTrue(dockerAnswers(), "no Docker daemon answers here");
    Path file = directory.resolve("recorded");
    ProcessBuilder record =
        new ProcessBuilder(
            Bases.checkout().resolve("e2e/record").toString(), CASE, file.toString());
    record.environment().put("CLASSPATH", ReadableClassPath.CLASS_PATH);
    assertThat(record.inheritIO().start().waitFor()).isZero();
    assertThat(file).hasSameTextualContentAs(Bases.testdata("e2e/" + CASE + "/expected.txt"));
  }

  private static boolean dockerAnswers() throws InterruptedException {
    try {
      return new ProcessBuilder("docker", "info")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException noDocker) {
      return false;
    }
  }

  private static void comparesWithRecord(Jbuild jbuild) throws Exception {
    Path folder = copyOf(jbuild);
    try (DockerRegistry registry = DockerRegistry.start()) {
      String base = registry.address() + "/debian-base:latest";
      String name = registry.address() + "/team/service:1";
      // The checkout may lie where an ordinary user can't read.
      Path archive = Files.copy(Bases.debian(), jbuild.work().resolve("debian.tar"));
      jbuild.run("import", archive.toString(), base).expect(0);
      jbuild.run("push", base).expect(0);
      jbuild.run("-t", name, "--build-arg", "BASE=" + base, "--push", folder.toString()).expect(0);
      String again =
          jbuild
              .run("-q", "-t", name, "--build-arg", "BASE=" + base, "--no-cache", folder.toString())
              .expect(0)
              .out();

      assertThat(again.strip()).isEqualTo(digest(name));
      ImageFacts made = ImageFacts.read("docker://" + name);
      String description = made.describe(ImageFacts.read("docker://" + base));
      assertThat(withoutBase(description))
          .isEqualTo(
              withoutBase(
                  Files.readString(Bases.testdata("e2e/" + CASE + "/expected.txt"), UTF_8)));
    }
  }

  private static String digest(String name) throws IOException {
    return Program.run(
            "skopeo",
            "inspect",
            "--tls-verify=false",
            "--format",
            "{{.Digest}}",
            "docker://" + name)
        .strip();
  }

  /**
   * How the base itself was made stands in the first line of its history: `docker import` says so,
   * we don't.
   */
  private static String withoutBase(String description) {
    return description.replaceFirst("(?s)\"history\" : \\[ \\{.*?\\}, ", "\"history\" : [ ");
  }

  private static Path copyOf(Jbuild jbuild) throws IOException {
    Path copy = jbuild.work().resolve(CASE);
    Program.run(Bases.checkout().resolve("e2e/prepare").toString(), CASE, copy.toString());
    return copy;
  }
}
