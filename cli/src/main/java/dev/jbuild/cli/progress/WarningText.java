package dev.jbuild.cli.progress;

import dev.jbuild.builder.event.BuildEvent;
import dev.jbuild.parser.diagnostic.Diagnostic;

/** A warning on one line: {@code warning: Dockerfile:3: StageNameCasing: message; help}. */
final class WarningText {
  private WarningText() {}

  static String of(BuildEvent.Warning warning) {
    Diagnostic diagnostic = warning.diagnostic();
    StringBuilder text = new StringBuilder("warning: ");
    text.append(warning.source().name()).append(':');
    text.append(diagnostic.span().start().line()).append(": ");
    diagnostic.rule().ifPresent(rule -> text.append(rule).append(": "));
    text.append(diagnostic.message());
    diagnostic.help().ifPresent(help -> text.append("; ").append(help));
    return text.toString();
  }
}
