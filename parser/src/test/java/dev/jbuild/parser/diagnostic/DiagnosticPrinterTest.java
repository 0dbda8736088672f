package dev.jbuild.parser.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbuild.parser.source.SourceText;
import dev.jbuild.parser.source.Span;
import org.junit.jupiter.api.Test;

class DiagnosticPrinterTest {

  @Test
  void showsThePlaceTheFactAndTheNextMove() {
    Diagnostic diagnostic =
        Diagnostic.error(Span.of(2, 1, 2, 6), "unknown instruction: COPPY", "did you mean COPY?");
    assertThat(print("FROM x\nCOPPY a b\n", diagnostic))
        .isEqualTo(
            """
            Dockerfile:2: unknown instruction: COPPY
               2 | COPPY a b
                 | ^^^^^ did you mean COPY?
            """);
  }

  @Test
  void showsEveryLineOfASpan() {
    Diagnostic diagnostic = Diagnostic.error(Span.of(1, 5, 3, 4), "too long", "cut it");
    assertThat(print("RUN a \\\n  b \\\n  c d\n", diagnostic))
        .isEqualTo(
            """
            Dockerfile:1: too long
               1 | RUN a \\
                 |     ^^^
               2 |   b \\
                 |   ^^^
               3 |   c d
                 |   ^ cut it
            """);
  }

  @Test
  void cutsSpansOfManyLines() {
    Diagnostic diagnostic = Diagnostic.error(Span.of(1, 1, 9, 2), "too long", "cut it");
    assertThat(print("a\n".repeat(9), diagnostic))
        .endsWith(
            """
               4 | a
                 | ^
             ... |
                 | cut it
            """);
  }

  @Test
  void namesTheRuleOfAWarning() {
    Diagnostic diagnostic = Diagnostic.warning("SomeRule", Span.of(1, 1, 1, 2), "not nice");
    assertThat(print("a\n", diagnostic)).startsWith("Dockerfile:1: warning: not nice (SomeRule)\n");
  }

  @Test
  void keepsCaretsBelowWhatFollowsTabsAndWideCharacters() {
    Diagnostic diagnostic = Diagnostic.error(Span.of(1, 6, 1, 7), "here");
    assertThat(print("\ta\t\uD83D\uDE80b", diagnostic))
        .endsWith("   1 | \ta\t\uD83D\uDE80b\n     | \t \t ^\n");
  }

  @Test
  void cutsLongLinesAroundThePlace() {
    Diagnostic diagnostic = Diagnostic.error(Span.of(1, 501, 1, 504), "here");
    String text = "x".repeat(500) + "abc" + "y".repeat(500);
    assertThat(print(text, diagnostic))
        .contains("   1 | ..." + "x".repeat(60) + "abc" + "y".repeat(97) + "...\n")
        .endsWith("     | " + " ".repeat(63) + "^^^\n");
  }

  @Test
  void letsNoDockerfileDriveTheTerminal() {
    Diagnostic diagnostic = Diagnostic.error(Span.of(1, 1, 1, 2), "here");
    assertThat(print("\u001b[31mred\u0007", diagnostic)).doesNotContain("\u001b", "\u0007");
  }

  private static String print(String text, Diagnostic diagnostic) {
    return new DiagnosticPrinter(new SourceText("Dockerfile", text)).print(diagnostic);
  }
}
