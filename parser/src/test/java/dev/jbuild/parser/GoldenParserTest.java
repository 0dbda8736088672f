package dev.jbuild.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.diagnostic.DiagnosticPrinter;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.diagnostic.Problems;
import dev.jbuild.parser.golden.AstPrinter;
import dev.jbuild.parser.golden.Golden;
import dev.jbuild.parser.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code testdata/parser/<case>/Dockerfile} gives {@code ast.txt} or {@code errors.txt}. */
class GoldenParserTest {

  static List<Path> cases() throws IOException {
    return Golden.cases("parser");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void parses(Path folder) throws IOException {
    SourceText source =
        new SourceText("Dockerfile", Files.readString(folder.resolve("Dockerfile")));
    Golden golden = Golden.in(folder);
    try {
      Dockerfile file = DockerfileParser.parse(source);
      requireWellFormed(file);
      golden.checkAbsent("errors.txt");
      golden.check("ast.txt", AstPrinter.print(file));
    } catch (InvalidDockerfileException e) {
      golden.checkAbsent("ast.txt");
      golden.check("errors.txt", DiagnosticPrinter.print(e));
    }
  }

  /** As if every stage were needed. */
  private static void requireWellFormed(Dockerfile file) throws InvalidDockerfileException {
    Problems malformed = new Problems();
    file.stages().forEach(stage -> stage.malformed().forEach(malformed::add));
    malformed.throwIfErrors(file.source());
  }

  @Test
  void casesAreThere() throws IOException {
    assertThat(cases()).hasSizeGreaterThan(60);
  }
}
