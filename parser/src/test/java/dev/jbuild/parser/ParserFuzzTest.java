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
import dev.jbuild.parser.source.SourceText;
import dev.jbuild.parser.source.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Mutates the golden Dockerfiles: whatever the text, the parser gives an AST or diagnostics, with
 * places that exist. {@code -Dfuzz.seed=N} repeats a run.
 */
class ParserFuzzTest {
  private static final int ROUNDS = 8_000;
  private static final String[] SNIPPETS = {
    "\\",
    "\\\n",
    "\n",
    "\r\n",
    "<<EOF",
    "EOF\n",
    "\"",
    "'",
    "[",
    "]",
    "[\"a\"",
    "--",
    "=",
    "$",
    "${",
    "#",
    "# escape=`\n",
    "`",
    " ",
    "\t",
    "FROM ",
    "ONBUILD ",
    "\uFEFF",
    "\0",
    "🚀",
    "\u00a0",
    "$((",
    "--mount="
  };

  @Test
  @Timeout(120)
  void alwaysEndsWithAnAstOrDiagnostics() throws IOException {
    long seed = Long.getLong("fuzz.seed", 1);
    Random random = new Random(seed);
    List<String> corpus = new ArrayList<>();
    for (Path folder : Golden.cases("parser")) {
      corpus.add(Files.readString(folder.resolve("Dockerfile")));
    }
    for (int round = 0; round < ROUNDS; round++) {
      String text = mutate(corpus, random);
      try {
        check(new SourceText("Dockerfile", text));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + ", round " + round + ":\n" + text, e);
      }
    }
  }

  private static void check(SourceText source) {
    try {
      checkPlaces(DockerfileParser.parse(source));
    } catch (InvalidDockerfileException e) {
      assertThat(e.diagnostics()).isNotEmpty();
      e.diagnostics().stream().map(Diagnostic::span).forEach(span -> checkPlace(source, span));
      assertThat(DiagnosticPrinter.print(e)).startsWith("Dockerfile:");
    }
  }

  private static void checkPlaces(Dockerfile file) {
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

  private static String mutate(List<String> corpus, Random random) {
    StringBuilder text = new StringBuilder(corpus.get(random.nextInt(corpus.size())));
    int changes = 1 + random.nextInt(4);
    for (int change = 0; change < changes; change++) {
      int from = random.nextInt(text.length() + 1);
      int to = Math.min(text.length(), from + random.nextInt(12));
      switch (random.nextInt(4)) {
        case 0 -> text.delete(from, to);
        case 1 -> text.insert(from, SNIPPETS[random.nextInt(SNIPPETS.length)]);
        case 2 -> text.replace(from, to, SNIPPETS[random.nextInt(SNIPPETS.length)]);
        default -> text.insert(from, corpus.get(random.nextInt(corpus.size())));
      }
    }
    return text.toString();
  }
}
