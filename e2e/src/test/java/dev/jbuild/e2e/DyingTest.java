package dev.jbuild.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A build that ends before its time, while a command runs that ignores TERM, has a daemon, and uses
 * a cache and a secret: no process and no mount is left, and the next build works.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DyingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Found in the command lines of this test's processes only. */
  private final String mark = "1" + ThreadLocalRandom.current().nextInt(100_000_000, 1_000_000_000);

  private Jbuild jbuild;
  private Context context;

  @BeforeEach
  void start() throws Exception {
    jbuild = Jbuild.asMe();
    jbuild.run("import", Bases.busybox().toString(), "base").expect(0);
    context =
        Context.in(jbuild, "context")
            .file("secret", "hush")
            .dockerfile(
                "FROM base",
                "RUN --mount=type=cache,target=/c,sharing=locked --mount=type=secret,id=s"
                    + " if mkdir /c/first; then trap '' TERM INT; setsid sleep "
                    + mark
                    + " & echo up; sleep "
                    + mark
                    + "; sleep 1000; fi");
  }

  @AfterEach
  void stop() throws IOException {
    jbuild.close();
  }

  private List<String> command() {
    return jbuild
        .process(
            "--progress=plain",
            "--secret=id=s,src=" + context.directory().resolve("secret"),
            context.path())
        .command();
  }

  private Process started(List<String> command) throws IOException {
    ProcessBuilder like = jbuild.process();
    ProcessBuilder builder = new ProcessBuilder(command).directory(like.directory());
    builder.environment().putAll(like.environment());
    Process process = builder.redirectErrorStream(true).start();
    BufferedReader lines = process.inputReader(UTF_8);
    StringBuilder all = new StringBuilder();
    String line = lines.readLine();
    while (line != null && !line.stripTrailing().endsWith(" up")) {
      all.append(line).append('\n');
      line = lines.readLine();
    }
    assertThat(line).as(all.toString()).isNotNull();
    return process;
  }

  @Test
  void killed() throws Exception {
    Process process = started(command());
    process.destroyForcibly().waitFor();
    nothingIsLeft();
  }

  @Test
  void terminated() throws Exception {
    Process process = started(command());
    process.destroy();
    assertThat(process.waitFor()).isEqualTo(143);
    nothingIsLeft();
  }

  @Test
  void interruptedAtATerminal() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "script (bsdutils) is missing");
    String line = String.join("' '", command());
    Process process =
        started(
            List.of(
                "env", // whoever runs the tests in the background may ignore interrupts
                "--default-signal=INT",
                "script",
                "--quiet",
                "--return",
                "--command",
                "'" + line + "'",
                "/dev/null"));
    process.getOutputStream().write(3);
    process.getOutputStream().flush();
    assertThat(process.waitFor()).isEqualTo(130);
    nothingIsLeft();
  }

  private void nothingIsLeft() throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!processes().isEmpty() && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    assertThat(processes()).isEmpty();
    assertThat(Files.readAllLines(Path.of("/proc/self/mounts")))
        .noneMatch(mount -> mount.contains(jbuild.state().toString()));
    jbuild
        .run("--secret=id=s,src=" + context.directory().resolve("secret"), context.path())
        .expect(0);
  }

  /** Of this build: those of its command, and those that work in its state. */
  private List<String> processes() throws IOException {
    String state = jbuild.state().toString();
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      return all.filter(path -> path.getFileName().toString().matches("\\d+"))
          .map(DyingTest::commandLine)
          .filter(line -> line.contains(mark) || line.contains(state))
          .toList();
    }
  }

  private static String commandLine(Path process) {
    try {
      return Files.readString(process.resolve("cmdline"), ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}
