package dev.jbuild.parser.lint;

import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.source.Span;

/**
 * A rule with a page of its own, {@code docs/rules/<name>.md}.
 *
 * @param name as in {@code # check=skip=<name>}
 * @param description what should be, in one sentence
 */
public record Rule(String name, String description) {

  Diagnostic at(Span span, String fact) {
    return Diagnostic.warning(name, span, fact);
  }
}
