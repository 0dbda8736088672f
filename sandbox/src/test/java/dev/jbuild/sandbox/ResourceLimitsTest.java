package dev.jbuild.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jbuild.sandbox.cgroup.Cgroups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That a command gets no more of the machine than it may have. */
class ResourceLimitsTest {
  private static final Path CGROUPS = Path.of("/sys/fs/cgroup");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ResourceLimits LIMITS =
      new ResourceLimits(OptionalLong.of(16 << 20), OptionalLong.of(50_000));

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTO", "OCI"})
  void aCommandThatTakesMoreMemoryIsKilledAndToldWhy(RuntimeChoice runtime) throws Exception {
    assumeTrue(canLimit(), "this user can't write cgroups");
    try (SandboxFixture fixture = new SandboxFixture(runtime)) {
      CapturedOutput output = new CapturedOutput();
      String script = "cat /proc/self/cgroup; dd if=/dev/zero of=/dev/null bs=64M count=1; exit $?";

      RunResult result = fixture.sandbox().run(limited(fixture, script), output);

      assertThat(result.exitStatus()).as(output.text()).isEqualTo(137);
      assertThat(output.text()).contains("out of memory: RUN may take 16777216 bytes (--memory)");
      assertThat(madeCgroups(output.text())).noneMatch(Files::exists);
      if (runtime != RuntimeChoice.CHROOT) { // which has no /proc
        assertThat(madeCgroups(output.text())).isNotEmpty();
      }
    }
  }

  /** Else what is left would be taken for the result, by builds without the limit too. */
  @Test
  void aCommandThatOnlyLostAPartOfItselfFails() throws Exception {
    assumeTrue(canLimit(), "this user can't write cgroups");
    try (SandboxFixture fixture = new SandboxFixture(RuntimeChoice.AUTO)) {
      CapturedOutput output = new CapturedOutput();
      String script = "dd if=/dev/zero of=/dev/null bs=64M count=1 | wc -c; exit 0";

      RunResult result = fixture.sandbox().run(limited(fixture, script), output);

      assertThat(result.exitStatus()).as(output.text()).isEqualTo(137);
    }
  }

  @Test
  void aCommandsShareOfTheProcessorsIsLimitedUntilItEnds() throws Exception {
    assumeTrue(canLimit(), "this user can't write cgroups");
    try (SandboxFixture fixture = new SandboxFixture(RuntimeChoice.AUTO);
        ExecutorService threads = Executors.newSingleThreadExecutor()) {
      CapturedOutput output = new CapturedOutput();
      RunRequest request = limited(fixture, "cat /proc/self/cgroup; sleep 1000");
      Future<RunResult> run = threads.submit(() -> fixture.sandbox().run(request, output));
      output.await();
      List<Path> made = madeCgroups(output.text());
      assertThat(made).isNotEmpty().allMatch(Files::isDirectory);
      assertThat(made).anyMatch(ResourceLimitsTest::hasHalfAProcessor);

      run.cancel(true);

      awaitGone(made);
    }
  }

  @Test
  void whatAKilledWorkerLeavesTheNextRemoves() throws Exception {
    assumeTrue(canLimit(), "this user can't write cgroups");
    try (SandboxFixture fixture = new SandboxFixture(RuntimeChoice.AUTO);
        ExecutorService threads = Executors.newSingleThreadExecutor()) {
      CapturedOutput output = new CapturedOutput();
      RunRequest request = limited(fixture, "cat /proc/self/cgroup; sleep 1000");
      Future<RunResult> run = threads.submit(() -> fixture.sandbox().run(request, output));
      output.await();
      List<Path> made = madeCgroups(output.text());
      assertThat(made).isNotEmpty().allMatch(Files::isDirectory);

      ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
      assertThatThrownBy(run::get).hasMessageContaining("died");
      assertThat(fixture.stdoutOf(fixture.request("echo", "next"))).isEqualTo("next\n");

      awaitGone(made);
    }
  }

  @Test
  void whoCannotWriteCgroupsIsToldSo() throws Exception {
    assumeFalse(canLimit(), "this user can write cgroups");
    try (SandboxFixture fixture = new SandboxFixture(RuntimeChoice.AUTO)) {
      assertThatThrownBy(() -> fixture.stdoutOf(limited(fixture, "true")))
          .isInstanceOf(SandboxUnavailableException.class)
          .hasMessageContaining("RUN can't be limited")
          .hasMessageContaining("without --memory and --cpus");
    }
  }

  private boolean canLimit() throws IOException, InterruptedException {
    try {
      Cgroups.tryIn(directory, LIMITS);
      return true;
    } catch (SandboxUnavailableException e) {
      return false;
    }
  }

  private static RunRequest limited(SandboxFixture fixture, String script) throws IOException {
    return SandboxFixture.in(
        fixture.request("sh", "-c", script), Surroundings.of(Network.HOST).withResources(LIMITS));
  }

  /** Those of jbuild's own, from what {@code /proc/self/cgroup} says of either version. */
  private static List<Path> madeCgroups(String printed) {
    return printed
        .lines()
        .filter(line -> line.contains("/worker-"))
        .map(line -> line.split(":", 3))
        .map(words -> CGROUPS.resolve(words[1]).resolve(words[2].substring(1)))
        .toList();
  }

  private static boolean hasHalfAProcessor(Path cgroup) {
    return Stream.of("cpu.cfs_quota_us", "cpu.max")
        .map(cgroup::resolve)
        .filter(Files::exists)
        .anyMatch(file -> read(file).startsWith("50000"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }

  private static void awaitGone(List<Path> cgroups) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (cgroups.stream().anyMatch(Files::exists) && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    assertThat(cgroups).noneMatch(Files::exists);
  }
}
