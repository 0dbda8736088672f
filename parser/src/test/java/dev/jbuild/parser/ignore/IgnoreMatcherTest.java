package dev.jbuild.parser.ignore;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.glob.InvalidGlobException;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class IgnoreMatcherTest {

  @Test
  void readsWithoutCleaningTwice() {
    assertThat(IgnoreFile.parse("a/../b\n! /c/\n\n#x\n /\n").patterns())
        .containsExactly("b", "!c", "/");
  }

  /** What is skipped as a whole must hold nothing that is kept. */
  @RepeatedTest(300)
  void neverSkipsWhatIsKept(RepetitionInfo repetition) throws InvalidGlobException {
    int seed = repetition.getCurrentRepetition();
    Random random = new Random(seed);
    ImmutableList<String> patterns =
        IntStream.range(0, 1 + random.nextInt(5))
            .mapToObj(
                index -> (random.nextBoolean() ? "!" : "") + path(random, "a", "b", "*", "**", "?"))
            .collect(ImmutableList.toImmutableList());
    IgnoreMatcher matcher = IgnoreMatcher.of(patterns);
    for (int round = 0; round < 50; round++) {
      String directory = path(random, "a", "b", "ab");
      String below = directory + "/" + path(random, "a", "b", "ab");
      if (matcher.ignores(directory) && !matcher.mayContainExceptions(directory)) {
        assertThat(matcher.ignores(below))
            .describedAs("seed %s: %s in %s", seed, below, patterns)
            .isTrue();
      }
    }
  }

  private static String path(Random random, String... parts) {
    return IntStream.range(0, 1 + random.nextInt(3))
        .mapToObj(index -> parts[random.nextInt(parts.length)])
        .collect(Collectors.joining("/"));
  }
}
