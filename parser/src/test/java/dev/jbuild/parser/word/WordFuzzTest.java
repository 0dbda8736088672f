package dev.jbuild.parser.word;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbuild.testkit.fuzz.FuzzRun;
import dev.jbuild.testkit.fuzz.WordGenerator;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever the word, it is expanded or refused. */
class WordFuzzTest {
  private static final int ROUNDS = 20_000;
  private static final Environment ENVIRONMENT =
      Environment.of(Map.of("A", "a/b.c", "PATH", "/bin:/usr/bin", "EMPTY", "", "ż", "*?"));

  @Test
  void expandsOrRefuses() throws Exception {
    FuzzRun.ofRounds(ROUNDS).run(random -> new WordGenerator(random).next(), WordFuzzTest::check);
  }

  private static void check(String word) {
    for (char escape : new char[] {'\\', '`'}) {
      WordExpander expander = new WordExpander(escape);
      try {
        Expansion expansion = expander.expansion(word, ENVIRONMENT);
        assertThat(expansion.used()).containsAll(expansion.unset());
        assertThat(expander.expand(word, ENVIRONMENT)).isEqualTo(expansion.value());
        assertThat(expander.expandToWords(word, ENVIRONMENT)).doesNotContainNull();
      } catch (WordException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
    try {
      assertThat(WordExpander.expandHeredoc(word, ENVIRONMENT).value()).isNotNull();
    } catch (WordException e) {
      assertThat(e).hasMessageNotContaining("null");
    }
  }
}
