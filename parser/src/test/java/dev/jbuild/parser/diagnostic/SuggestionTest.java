package dev.jbuild.parser.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuggestionTest {
  private static final List<String> KNOWN =
      List.of("build", "builder", "runtime", "images", "push", "--tag", "--target", "--build-arg");

  @ParameterizedTest
  @CsvSource({
    "bulid,build",
    "bilderr,builder",
    "buld,build",
    "RUNTIMES,runtime",
    "imags,images",
    "--tga,--tag",
    "--buildarg,--build-arg",
    "psuh,push"
  })
  void findsTheNearest(String name, String meant) {
    assertThat(Suggestion.nearest(name, KNOWN)).contains(meant);
    assertThat(Suggestion.question(name, KNOWN)).contains("did you mean " + meant + "?");
    assertThat(Suggestion.clause(name, KNOWN)).isEqualTo("; did you mean " + meant + "?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "zzz", "anything", "tar"})
  void saysNothingWhereNothingIsNear(String name) {
    assertThat(Suggestion.nearest(name, KNOWN)).isEmpty();
    assertThat(Suggestion.clause(name, KNOWN)).isEmpty();
  }

  @Test
  void knowsNothingAmongNothing() {
    assertThat(Suggestion.question("anything", List.of())).isEmpty();
  }
}
