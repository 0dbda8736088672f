package dev.jbuild.parser.diagnostic;

import dev.jbuild.parser.source.Span;
import java.util.Optional;

/**
 * Something wrong with a Dockerfile: the place, the fact and the next move.
 *
 * @param rule name of the lint rule, such as {@code StageNameCasing}; empty for errors
 * @param help what to do, such as {@code did you mean COPY?}
 */
public record Diagnostic(
    Severity severity, Span span, String message, Optional<String> rule, Optional<String> help) {

  public static Diagnostic error(Span span, String message) {
    return new Diagnostic(Severity.ERROR, span, message, Optional.empty(), Optional.empty());
  }

  public static Diagnostic error(Span span, String message, String help) {
    return new Diagnostic(Severity.ERROR, span, message, Optional.empty(), Optional.of(help));
  }

  /** A warning that no rule stands for. */
  public static Diagnostic warning(Span span, String message) {
    return new Diagnostic(Severity.WARNING, span, message, Optional.empty(), Optional.empty());
  }

  public static Diagnostic warning(String rule, Span span, String message) {
    return new Diagnostic(Severity.WARNING, span, message, Optional.of(rule), Optional.empty());
  }
}
