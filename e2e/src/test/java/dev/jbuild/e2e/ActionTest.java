package dev.jbuild.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbuild.testkit.DockerRegistry;
import dev.jbuild.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The step of action.yml, run as a runner runs it: inputs and outputs through the environment. */
class ActionTest {
  @TempDir Path directory;
  private Path output;

  @BeforeEach
  void context() throws IOException {
    output = Files.createFile(directory.resolve("output"));
    Files.writeString(
        directory.resolve("Dockerfile.it"), "FROM scratch\nARG WORDS\nLABEL words=\"$WORDS\"\n");
  }

  @Test
  void pushesUnderAllTagsAndGivesTheDigest() throws Exception {
    try (DockerRegistry registry = DockerRegistry.start()) {
      String tags =
          registry.reference("team/app:1") + "\n" + registry.reference("team/app:2") + "\n";
      Outcome outcome =
          step(
              Map.of(
                  "JBUILD_TAGS",
                  tags,
                  "JBUILD_PUSH",
                  "true",
                  "JBUILD_BUILD_ARGS",
                  "WORDS=two words; $(not run)\n"));
      outcome.expect(0);
      assertThat(Files.readString(output)).matches("digest=sha256:[0-9a-f]{64}\n");
      String digest = Files.readString(output).strip().substring("digest=".length());
      for (String tag : tags.lines().toList()) {
        assertThat(inspect(tag, "{{.Digest}}")).isEqualTo(digest);
        assertThat(inspect(tag, "{{index .Labels \"words\"}}")).isEqualTo("two words; $(not run)");
      }
    }
  }

  @Test
  void refusesAPushThatIsNeitherTrueNorFalse() throws Exception {
    Outcome outcome = step(Map.of("JBUILD_TAGS", "x", "JBUILD_PUSH", "yes")).expect(2);
    assertThat(outcome.err()).contains("push must be true or false", "yes");
  }

  private static String inspect(String name, String format) throws IOException {
    return Program.run(
            "skopeo",
            "inspect",
            "--no-tags",
            "--tls-verify=false",
            "--format",
            format,
            "docker://" + name)
        .strip();
  }

  private Outcome step(Map<String, String> inputs) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(Bases.checkout().resolve("action/build").toString());
    Map<String, String> environment = builder.environment();
    environment.put("CI", "true");
    environment.put("GITHUB_ACTIONS", "true");
    environment.put("GITHUB_OUTPUT", output.toString());
    environment.put("GITHUB_WORKSPACE", directory.toString());
    environment.put("JBUILD_HOME", directory.resolve("state").toString());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("JBUILD_CONTEXT", ".");
    environment.put("JBUILD_FILE", "Dockerfile.it");
    environment.putAll(inputs);
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    int status =
        builder
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    return new Outcome(status, Files.readString(out), Files.readString(err));
  }
}
