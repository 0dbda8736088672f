package dev.jbuild.parser.diagnostic;

import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.source.SourceText;
import dev.jbuild.parser.source.Span;

/**
 * Shows diagnostics as people read them: the place, the fact, an excerpt with carets, the next
 * move.
 *
 * <pre>
 * Dockerfile:3: unknown instruction "COPPY"
 *    3 | COPPY app.jar /srv/
 *      | ^^^^^ did you mean COPY?
 * </pre>
 */
public final class DiagnosticPrinter {
  private static final int MAX_EXCERPT_LINES = 4;

  private final String name;
  private final ImmutableList<String> lines;

  public DiagnosticPrinter(SourceText source) {
    this.name = source.name();
    this.lines = source.lines();
  }

  /** All errors of a Dockerfile, with an empty line between two. */
  public static String print(InvalidDockerfileException exception) {
    return new DiagnosticPrinter(exception.source()).print(exception.diagnostics());
  }

  /** Several diagnostics, with an empty line between two. */
  public String print(Iterable<Diagnostic> diagnostics) {
    StringBuilder text = new StringBuilder();
    for (Diagnostic diagnostic : diagnostics) {
      text.append(text.isEmpty() ? "" : "\n").append(print(diagnostic));
    }
    return text.toString();
  }

  /** Lines that each end with a line feed. */
  public String print(Diagnostic diagnostic) {
    StringBuilder text = new StringBuilder(headline(diagnostic)).append('\n');
    Span span = diagnostic.span();
    int first = span.start().line();
    int last = Math.min(Math.max(first, lastLine(span)), lines.size());
    int shown = Math.min(last, first + MAX_EXCERPT_LINES - 1);
    for (int line = first; line <= shown; line++) {
      appendExcerpt(text, line, span);
    }
    if (shown < last) {
      text.append(" ... |\n");
    }
    diagnostic.help().ifPresent(help -> appendHelp(text, help));
    return text.toString();
  }

  private String headline(Diagnostic diagnostic) {
    String kind = diagnostic.severity() == Severity.WARNING ? "warning: " : "";
    String rule = diagnostic.rule().map(value -> " (" + value + ")").orElse("");
    int line = diagnostic.span().start().line();
    return name + ":" + line + ": " + kind + diagnostic.message() + rule;
  }

  /** A span that ends before the first character of a line does not touch that line. */
  private static int lastLine(Span span) {
    return span.end().column() == 1 ? span.end().line() - 1 : span.end().line();
  }

  private void appendExcerpt(StringBuilder text, int line, Span span) {
    if (lines.isEmpty()) {
      return;
    }
    String content = lines.get(line - 1);
    int from = line == span.start().line() ? span.start().column() - 1 : indent(content);
    int to = line == span.end().line() ? span.end().column() - 1 : content.length();
    ExcerptLine excerpt = ExcerptLine.of(content, from, to);
    text.append("%4d | ".formatted(line)).append(excerpt.text()).append('\n');
    text.append("     | ").append(excerpt.carets()).append('\n');
  }

  /** The help follows the last carets, on their line. */
  private static void appendHelp(StringBuilder text, String help) {
    boolean afterCarets = text.charAt(text.length() - 2) == '^';
    if (afterCarets) {
      text.setLength(text.length() - 1);
      text.append(' ').append(help).append('\n');
    } else {
      text.append("     | ").append(help).append('\n');
    }
  }

  private static int indent(String content) {
    return content.length() - content.stripLeading().length();
  }
}
