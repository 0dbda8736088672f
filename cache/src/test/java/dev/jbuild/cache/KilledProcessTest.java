package dev.jbuild.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes write into one state and are killed at any moment. */
class KilledProcessTest {
  private static final int KILLS = 4;
  private static final int LONGEST_MILLIS = 1200;

  @TempDir Path directory;

  @Test
  void whateverIsLeftIsValid() throws Exception {
    long seed = Long.getLong("jbuild.seed", System.nanoTime());
    Random random = new Random(seed);
    CacheDirectory state = new CacheDirectory(directory);
    for (int i = 0; i < KILLS; i++) {
      Process one = StateProcess.start(directory, random.nextLong(), Integer.MAX_VALUE);
      Process two = StateProcess.start(directory, random.nextLong(), Integer.MAX_VALUE);
      awaitStart(one);
      awaitStart(two);
      Thread.sleep(random.nextInt(LONGEST_MILLIS));
      one.destroyForcibly().waitFor();
      new StateAssert(state, "seed " + seed + ", kill " + i + ", beside a living writer").isValid();
      two.destroyForcibly().waitFor();
      new StateAssert(state, "seed " + seed + ", kill " + i).isValid();
    }
    leftoversAreSwept(state);
  }

  private static void awaitStart(Process process) throws IOException {
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    assertThat(output.readLine()).isEqualTo("started");
  }

  private void leftoversAreSwept(CacheDirectory state) throws IOException {
    try (Cache cache = state.open()) {
      cache.prune(PrunePolicy.keepBytes(Long.MAX_VALUE), _ -> {});
    }
    for (String root : new String[] {"cache", "data/images"}) {
      assertThat(directory.resolve(root))
          .isDirectoryNotContaining(file -> file.getFileName().toString().startsWith(".tmp"));
    }
  }
}
