package dev.jbuild.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --on-error=shell} at a real terminal, which {@code script} makes. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class FailureShellTest {
  private static final String LOOK = "echo [$((6*7)) $(cat made /mounted/x) $PWD $(id -u) $TERM]";

  @BeforeEach
  void needsAScript() {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "script (bsdutils) is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"oci", "namespace"})
  void isInTheRootOfTheCommandThatFailed(String isolation) throws Exception {
    try (Jbuild jbuild = Jbuild.asMe()) {
      showsTheRoot(jbuild, "--isolation=" + isolation);
    }
  }

  @Test
  void isThereForAnOrdinaryUser() throws Exception {
    try (Jbuild jbuild = Jbuild.asOrdinaryUser()) {
      showsTheRoot(jbuild, "--progress=tty");
    }
  }

  /** Which has no mounts. */
  @Test
  void isThereInAChangedRoot() throws Exception {
    try (Jbuild jbuild = Jbuild.asMe()) {
      Context context = context(jbuild).dockerfile("FROM base", "RUN echo left > made; exit 3");
      Process process =
          atTerminal(jbuild, "--isolation=chroot", "--on-error=shell", context.path());
      Reader screen = process.inputReader(UTF_8);
      readUntil(screen, "the build ends when the shell does.");
      type(process, LOOK);
      readUntil(screen, "[42 left / 0 screen]");
      type(process, "exit 0");
      readUntil(screen, "");
      assertThat(process.waitFor()).isEqualTo(1);
    }
  }

  private static void showsTheRoot(Jbuild jbuild, String option) throws Exception {
    Process process = atTerminal(jbuild, option, "--on-error=shell", context(jbuild).path());
    Reader screen = process.inputReader(UTF_8);
    String before = readUntil(screen, "the build ends when the shell does.");
    type(process, LOOK);
    String shown = readUntil(screen, "[42 left 7 /srv 0 screen]");
    type(process, "test -t 0 && echo terminal$((1+1)); rm made; exit 0");
    readUntil(screen, "terminal2");
    String after = readUntil(screen, "");

    assertThat(before + shown).contains("exit code: 3");
    assertThat(after).contains("Dockerfile:3", "exit code: 3");
    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(jbuild.run("images").out()).doesNotContain("never");
  }

  @Test
  void endsWithTheBuild() throws Exception {
    try (Jbuild jbuild = Jbuild.asMe()) {
      Process process = atTerminal(jbuild, "--on-error=shell", context(jbuild).path());
      Reader screen = process.inputReader(UTF_8);
      readUntil(screen, "the build ends when the shell does.");
      type(process, "trap '' TERM HUP; echo trapped$((1+1))");
      readUntil(screen, "trapped2");

      process.descendants().filter(FailureShellTest::isJbuild).forEach(ProcessHandle::destroy);

      assertThat(process.waitFor()).isEqualTo(143);
    }
  }

  private static boolean isJbuild(ProcessHandle process) {
    try {
      String line = Files.readString(Path.of("/proc", "" + process.pid(), "cmdline"), UTF_8);
      return line.contains("/bin/java") && line.contains("dev.jbuild.cli.Main");
    } catch (IOException gone) {
      return false;
    }
  }

  @Test
  void isRefusedWhereNobodyCouldUseIt() throws Exception {
    try (Jbuild jbuild = Jbuild.asMe()) {
      Outcome outcome = jbuild.run("--on-error=shell", context(jbuild).path());

      assertThat(outcome.status()).isEqualTo(2);
      assertThat(outcome.err()).contains("--on-error=shell needs a terminal");
    }
  }

  private static Context context(Jbuild jbuild) throws Exception {
    jbuild.run("import", Bases.busybox().toString(), "base").expect(0);
    return Context.in(jbuild, "context")
        .file("x", "7")
        .dockerfile(
            "FROM base",
            "WORKDIR /srv",
            "RUN --mount=type=bind,target=/mounted echo left > made; exit 3");
  }

  private static Process atTerminal(Jbuild jbuild, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("-t", "never"));
    ProcessBuilder like = jbuild.process(all.toArray(new String[0]));
    List<String> command = new ArrayList<>(like.command());
    command.add(command.indexOf("-XX:+UseSerialGC"), "-Djbuild.terminals=out,err");
    String line = command.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    ProcessBuilder builder =
        new ProcessBuilder("script", "--quiet", "--return", "--command", line, "/dev/null")
            .directory(like.directory());
    builder.environment().putAll(like.environment());
    builder.environment().put("TERM", "screen");
    return builder.start();
  }

  private static void type(Process process, String line) throws IOException {
    process.getOutputStream().write((line + "\r").getBytes(UTF_8));
    process.getOutputStream().flush();
  }

  /** What the screen shows up to a text; all that is left where the text is empty. */
  private static String readUntil(Reader screen, String end) throws IOException {
    StringBuilder seen = new StringBuilder();
    int next = screen.read();
    while (next >= 0) {
      seen.append((char) next);
      if (!end.isEmpty() && seen.toString().endsWith(end)) {
        return seen.toString();
      }
      next = screen.read();
    }
    assertThat(end).as("not on the screen: " + seen).isEmpty();
    return seen.toString();
  }
}
