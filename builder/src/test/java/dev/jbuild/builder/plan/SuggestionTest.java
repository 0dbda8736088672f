package dev.jbuild.builder.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {
  private static final List<String> KNOWN = List.of("build", "builder", "runtime");

  @Test
  void findsTheNearest() {
    assertThat(Suggestion.of("bulid", KNOWN)).contains("did you mean build?");
    assertThat(Suggestion.of("bilderr", KNOWN)).contains("did you mean builder?");
    assertThat(Suggestion.of("buld", KNOWN)).contains("did you mean build?");
    assertThat(Suggestion.of("RUNTIMES", KNOWN)).contains("did you mean runtime?");
  }

  @Test
  void saysNothingWhereNothingIsNear() {
    assertThat(Suggestion.of("x", KNOWN)).isEmpty();
    assertThat(Suggestion.of("anything", List.of())).isEmpty();
  }
}
