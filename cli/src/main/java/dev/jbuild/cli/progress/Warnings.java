package dev.jbuild.cli.progress;

import dev.jbuild.builder.event.BuildEvent;
import dev.jbuild.parser.diagnostic.DiagnosticPrinter;
import dev.jbuild.parser.source.SourceText;
import java.util.ArrayList;
import java.util.List;

/** The warnings of a build, which are shown when it is over: with an excerpt and a page each. */
final class Warnings {
  private final List<BuildEvent.Warning> all = new ArrayList<>();

  void add(BuildEvent.Warning warning) {
    all.add(warning);
  }

  /**
   * Gives the text of all, with an empty line after each, and forgets them; "" where there are
   * none.
   */
  String take() {
    StringBuilder text = new StringBuilder();
    SourceText source = null;
    DiagnosticPrinter printer = null;
    for (BuildEvent.Warning warning : all) {
      if (printer == null || !warning.source().equals(source)) {
        source = warning.source();
        printer = new DiagnosticPrinter(source);
      }
      text.append(WarningText.of(warning.diagnostic(), printer)).append('\n');
    }
    all.clear();
    return text.toString();
  }
}
