package dev.jbuild.parser.word;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import org.junit.jupiter.api.Test;

class WordExpanderTest {
  private static final Environment ENVIRONMENT =
      Environment.of(ImmutableMap.of("set", "1", "blank", ""));

  private final WordExpander expander = new WordExpander('\\');

  @Test
  void namesWhatAWordDependsOn() throws WordException {
    Expansion expansion =
        expander.expansion("$set ${blank} '$quoted' \\$escaped $gone", ENVIRONMENT);
    assertThat(expansion.used()).containsExactly("set", "blank", "gone");
    assertThat(expansion.unset()).containsExactly("gone");
  }

  @Test
  void aVariableWithADefaultIsUsedButNotMissed() throws WordException {
    Expansion expansion = expander.expansion("${a:-x} ${b-x} ${c:+x} ${d#x}", ENVIRONMENT);
    assertThat(expansion.used()).containsExactly("a", "b", "c", "d");
    assertThat(expansion.unset()).containsExactly("d");
  }

  @Test
  void specialParametersAreNoVariables() throws WordException {
    assertThat(expander.expansion("$1 $@ ${2:-x}", ENVIRONMENT).used()).isEmpty();
  }

  @Test
  void saysWhereItWentWrong() {
    assertThatThrownBy(() -> expander.expand("ab${set:=x}", ENVIRONMENT))
        .isInstanceOfSatisfying(
            WordException.class, e -> assertThat(e.offset()).isEqualTo("ab${set:=".length()));
  }

  @Test
  void refusesBottomlessNesting() {
    assertThatThrownBy(
            () -> expander.expand("${a:-".repeat(10_000) + "}".repeat(10_000), ENVIRONMENT))
        .isInstanceOf(WordException.class)
        .hasMessageContaining("nested");
  }

  /** Backtracking over this pattern would take longer than the universe is old. */
  @Test
  void matchesPatternsWithManyStars() throws WordException {
    Environment environment = Environment.of(ImmutableMap.of("x", "a".repeat(2_000)));
    String pattern = "*a".repeat(50) + "b";
    assertThat(expander.expand("${x//" + pattern + "/y}", environment)).hasSize(2_000);
    assertThat(expander.expand("${x%%" + pattern + "}", environment)).hasSize(2_000);
  }
}
