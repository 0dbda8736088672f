package dev.jbuild.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbuild.parser.ast.CommandLine;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.source.SourceText;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shapes that a parser of quadratic cost would not get through. */
@Timeout(60)
class LargeDockerfileTest {
  private static final int LINES = 100_000;

  @Test
  void parsesManyInstructions() throws InvalidDockerfileException {
    assertThat(parse("RUN echo hello world\n".repeat(LINES)).count()).isEqualTo(LINES);
  }

  @Test
  void parsesALongContinuation() throws InvalidDockerfileException {
    Instruction only = parse("ENV \\\n" + "  A=1 \\\n".repeat(LINES) + "  B=2").findFirst().get();
    assertThat(((Instruction.Env) only).pairs()).hasSize(LINES + 1);
  }

  @Test
  void parsesALongHeredoc() throws InvalidDockerfileException {
    Instruction only = parse("RUN <<EOF\n" + "line\n".repeat(LINES) + "EOF\n").findFirst().get();
    CommandLine.Shell shell = (CommandLine.Shell) ((Instruction.Run) only).command();
    assertThat(shell.heredocs().getFirst().content()).hasSize(5 * LINES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " <<EOF \\\n",
        " $(( \\\n",
        " ' \\\n",
        " ${a \\\n",
        " --mount=type=cache \\\n",
        " [ \\\n",
        " \" \\\n"
      })
  void getsThroughUnclosedThings(String line) {
    String text = "FROM scratch\nRUN" + line.repeat(LINES);
    try {
      assertThat(DockerfileParser.parse(new SourceText("Dockerfile", text)).stages()).hasSize(1);
    } catch (InvalidDockerfileException e) {
      assertThat(e.diagnostics()).isNotEmpty();
    }
  }

  @Test
  void reportsEveryOfManyErrors() {
    assertThatThrownBy(() -> parse("COPPY a b\n".repeat(LINES)))
        .isInstanceOfSatisfying(
            InvalidDockerfileException.class, e -> assertThat(e.diagnostics()).hasSize(LINES));
  }

  @Test
  void takesLinesUpToTheLimit() throws InvalidDockerfileException {
    String longest = "RUN " + "x".repeat(65535 - 4);
    assertThat(parse(longest).count()).isEqualTo(1);
    assertThatThrownBy(() -> parse("RUN a\n" + longest + "x\n"))
        .isInstanceOfSatisfying(
            InvalidDockerfileException.class,
            e -> {
              assertThat(e.diagnostics()).hasSize(1);
              assertThat(e.diagnostics().getFirst().message())
                  .isEqualTo("dockerfile line greater than max allowed size of 65535");
              assertThat(e.diagnostics().getFirst().span().start().line()).isEqualTo(3);
            });
  }

  @Test
  void countsBytesNotCharacters() {
    assertThatThrownBy(() -> parse("RUN " + "é".repeat(32766)))
        .hasMessageContaining("dockerfile line greater than max allowed size of 65535");
  }

  private static Stream<Instruction> parse(String instructions) throws InvalidDockerfileException {
    SourceText source = new SourceText("Dockerfile", "FROM scratch\n" + instructions);
    return DockerfileParser.parse(source).stages().getFirst().instructions().stream();
  }
}
