package dev.jbuild.parser.lint;

import com.google.common.base.CaseFormat;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.source.Span;
import java.util.Optional;

/**
 * A rule with a page of its own, {@code docs/rules/<name>.md}.
 *
 * @param name as in {@code # check=skip=<name>}
 * @param description what should be, in one sentence
 * @param experimental whether it speaks only where {@code # check=experimental=<name>} asks for it
 * @param url where the reference implementation explains the rule; its page here if it is our own
 */
public record Rule(String name, String description, boolean experimental, String url) {
  private static final String PAGES = "https://docs.docker.com/go/dockerfile/rule/";

  Rule(String name, String description) {
    this(name, description, false, page(name));
  }

  static Rule experimental(String name, String description) {
    return new Rule(name, description, true, page(name));
  }

  /** One that the reference implementation does not know. */
  static Rule own(String name, String description) {
    return new Rule(name, description, false, "docs/rules/" + name + ".md");
  }

  private static String page(String name) {
    String words = name.replaceFirst("^JSON", "Json");
    return PAGES + CaseFormat.UPPER_CAMEL.to(CaseFormat.LOWER_HYPHEN, words) + "/";
  }

  /** A finding. */
  public Diagnostic at(Span span, String fact) {
    return Diagnostic.warning(name, span, fact);
  }

  /** A finding with the next move. */
  public Diagnostic at(Span span, String fact, Optional<String> help) {
    Diagnostic finding = at(span, fact);
    return new Diagnostic(finding.severity(), span, fact, finding.rule(), help);
  }
}
