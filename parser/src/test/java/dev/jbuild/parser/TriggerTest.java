package dev.jbuild.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbuild.parser.ast.CommandLine;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.source.SourceText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerTest {

  @Test
  void parsesWhatAnImageConfigHolds() throws InvalidDockerfileException {
    Instruction trigger = DockerfileParser.parseTrigger(source("COPY --chown=app . /src"));
    assertThat(trigger).isInstanceOf(Instruction.Copy.class);
    assertThat(trigger.original()).isEqualTo("COPY --chown=app . /src");
  }

  @Test
  void textOfATriggerParsesToTheSameTrigger() throws InvalidDockerfileException {
    SourceText file =
        new SourceText("Dockerfile", "FROM scratch\nONBUILD RUN <<-A cat <<B\n\ta\n\tA\nb\nB\n");
    Instruction.OnBuild onBuild =
        (Instruction.OnBuild)
            DockerfileParser.parse(file).stages().getFirst().instructions().getFirst();
    Instruction.Run again = (Instruction.Run) DockerfileParser.parseTrigger(source(onBuild.text()));
    assertThat(((CommandLine.Shell) again.command()).heredocs())
        .extracting(heredoc -> heredoc.content())
        .containsExactly("a\n", "b\n");
    assertThat(again.original()).isEqualTo(onBuild.trigger().original());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "FROM x", "ONBUILD RUN x", "MAINTAINER x", "NOPE", "RUN x\nRUN y", "COPY a"})
  void refusesWhatIsNoTrigger(String text) {
    assertThatThrownBy(() -> DockerfileParser.parseTrigger(source(text)))
        .isInstanceOf(InvalidDockerfileException.class)
        .hasMessageStartingWith("ONBUILD of base: ");
  }

  private static SourceText source(String text) {
    return new SourceText("ONBUILD of base", text);
  }
}
