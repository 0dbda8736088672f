package dev.jbuild.parser.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbuild.parser.DockerfileParser;
import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.diagnostic.DiagnosticPrinter;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.golden.Golden;
import dev.jbuild.parser.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code testdata/lint/<case>/Dockerfile} gives {@code warnings.txt}. */
class LinterTest {
  static List<Path> cases() throws IOException {
    return Golden.cases("lint");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void warns(Path folder) throws IOException, InvalidDockerfileException {
    Dockerfile file = parse(Files.readString(folder.resolve("Dockerfile")));
    Golden.in(folder).check("warnings.txt", new DiagnosticPrinter(file.source()).print(lint(file)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"skipp=all", "error=maybe", "all"})
  void refusesUnknownSettings(String text) {
    assertThatThrownBy(() -> CheckSettings.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsWhetherFindingsAreErrors() {
    assertThat(CheckSettings.parse("skip=A;error=true").error()).isTrue();
    assertThat(CheckSettings.parse("skip=A").error()).isFalse();
  }

  private static List<Diagnostic> lint(Dockerfile file) throws InvalidDockerfileException {
    List<LintedStage> stages = file.stages().stream().map(LintedStage::asWritten).toList();
    return Linter.wanted(file, CheckSettings.of(file, Optional.empty()), Linter.lint(file, stages));
  }

  private static Dockerfile parse(String text) throws InvalidDockerfileException {
    return DockerfileParser.parse(new SourceText("Dockerfile", text));
  }
}
