package dev.jbuild.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two jbuild processes that need the same: the second says what it waits for, and gets its turn.
 */
class WaitingTest {
  /** The first to make the directory stays; it is there as long as the cache is. */
  private static final String FIRST_STAYS = "if mkdir /c/first; then echo up; sleep 1000; fi";

  private Jbuild jbuild;

  @BeforeEach
  void start() throws Exception {
    jbuild = Jbuild.asMe();
    jbuild.run("import", Bases.busybox().toString(), "base").expect(0);
  }

  @AfterEach
  void stop() throws IOException {
    jbuild.close();
  }

  @Test
  void aStepThatAnotherDoesIsWaitedForAndThenDone() throws Exception {
    Context context = context("RUN --mount=type=cache,target=/c " + FIRST_STAYS);
    secondWaits(context, "waiting for another jbuild that does this step");
  }

  @Test
  void withoutTheCacheNobodyWaitsForAStep() throws Exception {
    Context context = context("RUN --mount=type=cache,target=/c " + FIRST_STAYS);
    Process first = started(context);
    Outcome second = jbuild.run("--no-cache", "--progress=plain", context.path()).expect(0);
    assertThat(second.err()).doesNotContain("waiting");
    first.destroyForcibly().waitFor();
  }

  @Test
  void aLockedCacheIsWaitedFor() throws Exception {
    String run = "RUN --mount=type=cache,id=it,sharing=locked,target=/c ";
    Process first = started(context(run + FIRST_STAYS));
    Context other = context(run + "ls /c > /list; " + FIRST_STAYS);
    goesOnWhenKilled(
        first, other, "waiting for the cache mount \"it\", which another jbuild has for itself");
  }

  private Context context(String run) throws IOException {
    return Context.in(jbuild, "c" + run.hashCode()).dockerfile("FROM base", run);
  }

  private void secondWaits(Context context, String words) throws Exception {
    goesOnWhenKilled(started(context), context, words);
  }

  /** Starts a build and waits until its command runs. */
  private Process started(Context context) throws IOException {
    Process process =
        jbuild
            .process("--progress=plain", context.path())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    awaitLine(process.errorReader(UTF_8), "up");
    return process;
  }

  private void goesOnWhenKilled(Process first, Context context, String words) throws Exception {
    Process second =
        jbuild
            .process("--progress=plain", context.path())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader said = second.errorReader(UTF_8);
    awaitLine(said, words);
    first.destroyForcibly().waitFor();
    said.lines().forEach(line -> assertThat(line).doesNotContain("ERROR"));
    assertThat(second.waitFor()).isZero();
  }

  private static void awaitLine(BufferedReader lines, String end) throws IOException {
    StringBuilder all = new StringBuilder();
    String line = lines.readLine();
    while (line != null && !line.endsWith(end)) {
      all.append(line).append('\n');
      line = lines.readLine();
    }
    assertThat(line).as(all.toString()).isNotNull();
  }
}
