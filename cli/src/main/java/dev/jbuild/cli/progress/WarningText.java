package dev.jbuild.cli.progress;

import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.diagnostic.DiagnosticPrinter;
import dev.jbuild.parser.lint.Rule;
import dev.jbuild.parser.lint.Rules;

/** A warning with its excerpt, and the page of its rule below it. */
public final class WarningText {
  private WarningText() {}

  /** Lines that each end with a line feed. */
  public static String of(Diagnostic warning, DiagnosticPrinter printer) {
    String page =
        warning
            .rule()
            .flatMap(Rules::named)
            .map(Rule::url)
            .map(url -> "     | " + url + "\n")
            .orElse("");
    return printer.print(warning) + page;
  }
}
