package dev.jbuild.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How runs live together, and that nothing outlives its end. */
class LifeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void runsInParallel() throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(RuntimeChoice.AUTO);
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      LowerLayer base = fixture.layers().busybox();
      List<Future<String>> printed = new ArrayList<>();
      for (int number = 0; number < 8; number++) {
        String word = "run-" + number;
        RunRequest request =
            fixture.request(List.of(base), "sh", "-c", "echo " + word + " > /x; cat /x");
        printed.add(threads.submit(() -> fixture.stdoutOf(request)));
      }

      for (int number = 0; number < 8; number++) {
        assertThat(printed.get(number).get()).isEqualTo("run-" + number + "\n");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTO", "OCI"})
  void interruptionKillsTheCommandAndItsChildren(RuntimeChoice runtime) throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(runtime);
        ExecutorService threads = Executors.newSingleThreadExecutor()) {
      String mark = mark();
      CapturedOutput output = new CapturedOutput();
      RunRequest request = fixture.request("sh", "-c", daemon(mark));
      Future<RunResult> run = threads.submit(() -> fixture.sandbox().run(request, output));
      output.await();
      assertThat(processes(mark)).isNotEmpty();

      run.cancel(true);

      awaitNone(mark);
      assertThat(fixture.stdoutOf(fixture.request("echo", "still here"))).contains("still here");
      try (Stream<Path> left = Files.walk(fixture.settings().temporary(), 2)) {
        assertThat(left.filter(path -> path.getFileName().toString().startsWith("run-"))).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTO", "OCI"})
  void aKilledWorkerTakesEverythingAlong(RuntimeChoice runtime) throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(runtime);
        ExecutorService threads = Executors.newSingleThreadExecutor()) {
      String mark = mark();
      CapturedOutput output = new CapturedOutput();
      RunRequest request =
          SandboxFixture.in(
              fixture.request("sh", "-c", daemon(mark)), Surroundings.of(Network.DEFAULT));
      Future<RunResult> run = threads.submit(() -> fixture.sandbox().run(request, output));
      output.await();

      ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);

      assertThatThrownBy(run::get)
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOf(WorkerException.class)
          .hasMessageContaining("died");
      awaitNone(mark);
      awaitNone(fixture.settings().temporary().toString());
      assertThat(mountsOf(fixture.directory())).isEmpty();
      assertThat(fixture.stdoutOf(fixture.request("echo", "again"))).isEqualTo("again\n");
      awaitOneWorkerDirectory(fixture.settings().temporary());
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTO", "OCI"})
  void aKilledLauncherTakesEverythingAlong(RuntimeChoice runtime) throws Exception {
    try (SandboxFixture fixture = new SandboxFixture(runtime)) {
      String mark = mark();
      RunRequest request = fixture.request("sh", "-c", daemon(mark));
      Process launcher = LauncherProgram.start(fixture.settings(), request);
      assertThat(launcher.getInputStream().read()).isPositive();
      assertThat(processes(mark)).isNotEmpty();

      launcher.destroyForcibly();

      awaitNone(mark);
      awaitNone(fixture.settings().temporary().toString());
      assertThat(mountsOf(fixture.directory())).isEmpty();
    }
  }

  /** Prints a line, ignores TERM, and has a child that cut all ties. */
  private static String daemon(String mark) {
    return "trap '' TERM; setsid sh -c 'sleep " + mark + "' & echo up; sleep " + mark + "; true";
  }

  /** Found in the command lines of the processes of one test only. */
  private static String mark() {
    return "1" + ThreadLocalRandom.current().nextInt(100_000_000, 1_000_000_000);
  }

  private static List<String> processes(String mark) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      for (Path process : all.filter(p -> p.getFileName().toString().matches("\\d+")).toList()) {
        String line = commandLine(process);
        if (line.contains(mark) && !process.endsWith("" + ProcessHandle.current().pid())) {
          found.add(process + ": " + line);
        }
      }
    }
    return found;
  }

  private static String commandLine(Path process) {
    try {
      return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }

  private static void awaitNone(String mark) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!processes(mark).isEmpty() && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    assertThat(processes(mark)).isEmpty();
  }

  private static void awaitOneWorkerDirectory(Path temporary) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (workerDirectories(temporary).size() > 1 && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    assertThat(workerDirectories(temporary)).hasSize(1);
  }

  private static List<Path> workerDirectories(Path temporary) throws IOException {
    try (Stream<Path> all = Files.list(temporary)) {
      return all.filter(Files::isDirectory).toList();
    }
  }

  private static List<String> mountsOf(Path directory) throws IOException {
    return Files.readAllLines(Path.of("/proc/self/mounts")).stream()
        .filter(line -> line.contains(directory.toString()))
        .toList();
  }
}
