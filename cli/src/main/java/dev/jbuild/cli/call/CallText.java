package dev.jbuild.cli.call;

import dev.jbuild.builder.CheckReport;
import dev.jbuild.builder.OutlineReport;
import dev.jbuild.builder.TargetList;
import dev.jbuild.builder.plan.Outline;
import dev.jbuild.cli.progress.WarningText;
import dev.jbuild.cli.text.TextTable;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.diagnostic.DiagnosticPrinter;
import java.util.List;

/** Answers for people. */
public final class CallText {
  private CallText() {}

  /** How many warnings there are, and each with its excerpt; then what would stop a build. */
  public static String of(CheckReport report) {
    DiagnosticPrinter printer = new DiagnosticPrinter(report.source());
    StringBuilder text = new StringBuilder("Check complete, ");
    text.append(count(report.warnings().size())).append('\n');
    for (Diagnostic warning : report.warnings()) {
      text.append('\n').append(WarningText.of(warning, printer));
    }
    report.error().ifPresent(error -> text.append('\n').append(printer.print(error)));
    return text.toString();
  }

  private static String count(int warnings) {
    return switch (warnings) {
      case 0 -> "no warnings found.";
      case 1 -> "1 warning has been found!";
      default -> warnings + " warnings have been found!";
    };
  }

  /** What a build takes, a table for each kind. */
  public static String of(OutlineReport report) {
    Outline outline = report.outline();
    StringBuilder text = new StringBuilder();
    outline.name().ifPresent(name -> text.append("TARGET:      ").append(name).append('\n'));
    outline
        .description()
        .ifPresent(described -> text.append("DESCRIPTION: ").append(described).append('\n'));
    if (!outline.arguments().isEmpty()) {
      TextTable table = new TextTable("BUILD ARG", "VALUE", "DESCRIPTION");
      outline
          .arguments()
          .forEach(argument ->
              table.row(
                  argument.name(), argument.value(), argument.description().orElse("").strip()));
      append(text, table);
    }
    append(text, "SECRET", outline.secrets());
    append(text, "SSH", outline.ssh());
    return text.isEmpty()
        ? "The build takes no arguments, secrets or SSH agents.\n"
        : text.toString();
  }

  private static void append(StringBuilder text, String heading, List<Outline.Mounted> all) {
    if (!all.isEmpty()) {
      TextTable table = new TextTable(heading, "REQUIRED");
      all.forEach(one -> table.row(one.name(), one.required() ? "true" : ""));
      append(text, table);
    }
  }

  /** The stages, a line each. */
  public static String of(TargetList list) {
    TextTable table = new TextTable("TARGET", "DESCRIPTION");
    for (TargetList.Target target : list.targets()) {
      String name = target.name().orElse(target.isDefault() ? "" : "(unnamed)");
      String mark = target.isDefault() ? (name + " (default)").strip() : name;
      table.row(mark, target.description().orElse("").strip());
    }
    StringBuilder text = new StringBuilder();
    append(text, table);
    return text.toString();
  }

  private static void append(StringBuilder text, TextTable table) {
    text.append(text.isEmpty() ? "" : "\n");
    table.lines().forEach(line -> text.append(line).append('\n'));
  }
}
