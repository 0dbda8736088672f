package dev.jbuild.builder.plan;

import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.source.Span;
import dev.jbuild.parser.word.WordException;

/** One instruction cannot be planned; the others still can. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Diagnostic diagnostic;

  private Refusal(Diagnostic diagnostic) {
    super(diagnostic.message(), null, false, false);
    this.diagnostic = diagnostic;
  }

  static Refusal at(Span span, String message) {
    return new Refusal(Diagnostic.error(span, message));
  }

  static Refusal at(Span span, String message, String help) {
    return new Refusal(Diagnostic.error(span, message, help));
  }

  static Refusal malformed(Span span, WordException cause) {
    return at(span, String.valueOf(cause.getMessage()));
  }

  Diagnostic diagnostic() {
    return diagnostic;
  }
}
