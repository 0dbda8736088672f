package dev.jbuild.builder.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbuild.parser.word.Environment;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownCommandTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "RUN echo $A ${A} \"$A\", RUN echo 1$ 1$ \"1$\"",
        "RUN echo $UNSET ${A:-x} $1, RUN echo $UNSET ${A:-x} $1",
        "RUN awk '{print $A}' \\$A, RUN awk '{print $A}' \\$A"
      })
  void showsWhatIsSet(String command, String shown) {
    assertThat(ShownCommand.of(command, Environment.of(Map.of("A", "1$")))).isEqualTo(shown);
  }
}
