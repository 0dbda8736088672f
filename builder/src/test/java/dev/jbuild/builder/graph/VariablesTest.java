package dev.jbuild.builder.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VariablesTest {
  @Test
  void areInTheOrderInWhichTheyCame() {
    Variables variables = Variables.of(ImmutableMap.of("z", "1", "a", "2")).with("m", "3");
    assertThat(variables.with("z", "4").map())
        .containsExactly(Map.entry("z", "4"), Map.entry("a", "2"), Map.entry("m", "3"));
    assertThat(variables.map()).containsEntry("z", "1");
    assertThat(variables.get("b")).isEmpty();
    assertThat(variables.size()).isEqualTo(3);
  }

  @Test
  void agreeWithAMapAfterAnyChanges() {
    Random random = new Random(7);
    Map<String, String> expected = new LinkedHashMap<>();
    Variables variables = Variables.none();
    for (int i = 0; i < 5_000; i++) {
      String name = "n" + (i % 3 == 0 ? i : random.nextInt(2_000));
      variables = variables.with(name, "v" + i);
      expected.put(name, "v" + i);
    }
    assertThat(variables.map()).containsExactlyEntriesOf(expected);
    assertThat(variables)
        .isEqualTo(Variables.of(expected))
        .hasSameHashCodeAs(Variables.of(expected));
  }
}
