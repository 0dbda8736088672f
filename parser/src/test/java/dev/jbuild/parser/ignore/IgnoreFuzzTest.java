package dev.jbuild.parser.ignore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.golden.Golden;
import dev.jbuild.parser.source.SourceText;
import dev.jbuild.testkit.fuzz.FuzzRun;
import dev.jbuild.testkit.fuzz.TextMutation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever the ignore file, it is read or refused, and answers for any path. */
class IgnoreFuzzTest {
  private static final int ROUNDS = 5_000;
  private static final List<String> PATHS =
      List.of(
          "a", "a/b", "a.log", "d/e/f.txt", "[", "ż", "#x", "!x", "a b", "*", "node_modules/x/y");

  @Test
  void matchesOrRefuses() throws Exception {
    TextMutation mutation = new TextMutation(corpus());
    FuzzRun.ofRounds(ROUNDS).run(mutation::next, IgnoreFuzzTest::check);
  }

  private static List<String> corpus() throws IOException {
    List<String> corpus = new ArrayList<>();
    for (Path folder : Golden.cases("ignore")) {
      corpus.add(Files.readString(folder.resolve("ignore")));
    }
    return corpus;
  }

  private static void check(String text) {
    try {
      IgnoreMatcher matcher = IgnoreFile.matcher(new SourceText(".dockerignore", text));
      for (String path : PATHS) {
        boolean skipped = matcher.ignores(path) && !matcher.mayContainExceptions(path);
        assertThat(skipped && !matcher.ignores(path + "/below")).isFalse();
      }
    } catch (InvalidDockerfileException e) {
      assertThat(e.diagnostics()).isNotEmpty();
    }
  }
}
