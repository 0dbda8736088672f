package dev.jbuild.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.ast.Stage;
import dev.jbuild.parser.ast.Word;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.diagnostic.DiagnosticPrinter;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.golden.Golden;
import dev.jbuild.parser.lint.CheckSettings;
import dev.jbuild.parser.lint.LintedStage;
import dev.jbuild.parser.lint.Linter;
import dev.jbuild.parser.source.SourceText;
import dev.jbuild.parser.source.Span;
import dev.jbuild.testkit.fuzz.DockerfileGenerator;
import dev.jbuild.testkit.fuzz.FuzzRun;
import dev.jbuild.testkit.fuzz.TextMutation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Whatever the text, the parser and the linter give an AST or diagnostics, with places that exist.
 */
class ParserFuzzTest {
  private static final int ROUNDS = 4_000;
  private static final int LARGEST = 20_000;

  @Test
  void takesMutationsOfTheGoldenFiles() throws Exception {
    TextMutation mutation = new TextMutation(corpus());
    FuzzRun.ofRounds(ROUNDS).run(mutation::next, ParserFuzzTest::check);
  }

  @Test
  void takesRandomDockerfiles() throws Exception {
    FuzzRun.ofRounds(ROUNDS).run(DockerfileGenerator::next, ParserFuzzTest::check);
  }

  private static List<String> corpus() throws IOException {
    List<String> corpus = new ArrayList<>();
    for (String kind : new String[] {"parser", "lint", "plan", "build"}) {
      for (Path folder : Golden.cases(kind)) {
        Path file = folder.resolve("Dockerfile");
        if (Files.exists(file) && Files.size(file) < LARGEST) {
          corpus.add(Files.readString(file));
        }
      }
    }
    return corpus;
  }

  private static void check(String text) {
    SourceText source = new SourceText("Dockerfile", text);
    try {
      checkPlaces(DockerfileParser.parse(source));
    } catch (InvalidDockerfileException e) {
      assertThat(e.diagnostics()).isNotEmpty();
      e.diagnostics().stream().map(Diagnostic::span).forEach(span -> checkPlace(source, span));
      assertThat(DiagnosticPrinter.print(e)).startsWith("Dockerfile:");
    }
  }

  private static void lint(Dockerfile file) throws InvalidDockerfileException {
    List<LintedStage> stages = file.stages().stream().map(LintedStage::asWritten).toList();
    CheckSettings settings = CheckSettings.of(file, Optional.empty());
    for (Diagnostic finding : Linter.wanted(file, settings, Linter.lint(file, stages))) {
      checkPlace(file.source(), finding.span());
    }
  }

  private static void checkPlaces(Dockerfile file) throws InvalidDockerfileException {
    lint(file);
    for (Stage stage : file.stages()) {
      checkWord(file.source(), stage.from().image());
      for (Instruction instruction : stage.instructions()) {
        checkPlace(file.source(), instruction.span());
        assertThat(instruction.original()).isNotBlank();
        if (instruction instanceof Instruction.Env env) {
          env.pairs().forEach(pair -> checkWord(file.source(), pair.value()));
        }
      }
    }
  }

  /** What stands at a word's place is the word. */
  private static void checkWord(SourceText source, Word word) {
    checkPlace(source, word.span());
    Span.Position start = word.span().start();
    Span.Position end = word.span().end();
    if (start.line() == end.line()) {
      String line = source.lines().get(start.line() - 1);
      assertThat(line.substring(start.column() - 1, end.column() - 1)).isEqualTo(word.text());
    }
  }

  private static void checkPlace(SourceText source, Span span) {
    List<String> lines = source.lines();
    assertThat(span.start().line()).isPositive();
    assertThat(span.end().line()).isBetween(span.start().line(), Math.max(1, lines.size()));
    if (!lines.isEmpty()) {
      assertThat(span.end().column()).isBetween(1, lines.get(span.end().line() - 1).length() + 1);
    }
  }
}
