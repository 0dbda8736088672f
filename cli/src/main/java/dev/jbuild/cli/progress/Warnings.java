package dev.jbuild.cli.progress;

import dev.jbuild.builder.event.BuildEvent;
import dev.jbuild.parser.diagnostic.DiagnosticPrinter;
import dev.jbuild.parser.lint.Rule;
import dev.jbuild.parser.lint.Rules;
import dev.jbuild.parser.source.SourceText;
import java.util.ArrayList;
import java.util.List;

/** The warnings of a build, which are shown when it is over: with an excerpt and a page each. */
final class Warnings {
  private final List<BuildEvent.Warning> all = new ArrayList<>();

  void add(BuildEvent.Warning warning) {
    all.add(warning);
  }

  /** Gives the text of all, each line with its end, and forgets them; "" where there are none. */
  String take() {
    StringBuilder text = new StringBuilder();
    SourceText source = null;
    DiagnosticPrinter printer = null;
    for (BuildEvent.Warning warning : all) {
      if (printer == null || !warning.source().equals(source)) {
        source = warning.source();
        printer = new DiagnosticPrinter(source);
      }
      text.append(text.isEmpty() ? "" : "\n").append(printer.print(warning.diagnostic()));
      warning
          .diagnostic()
          .rule()
          .flatMap(Rules::named)
          .map(Rule::url)
          .ifPresent(url -> text.append("     | ").append(url).append('\n'));
    }
    all.clear();
    return text.toString();
  }
}
