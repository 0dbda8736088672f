package dev.jbuild.cli.command;

import com.google.common.collect.ImmutableList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The help of a command.
 *
 * @param synopsis how it is called
 * @param description what it does, in sentences
 * @param examples lines that can be typed
 */
record CommandHelp(String synopsis, String description, ImmutableList<String> examples) {
  private static final int WIDTH = 100;

  static CommandHelp of(String synopsis, String description, String... examples) {
    return new CommandHelp(synopsis, description, ImmutableList.copyOf(examples));
  }

  /** Usage, what it does, arguments, options, examples. */
  String text(CommandSpec spec) {
    UsageMessageSpec usage = spec.usageMessage();
    usage.width(WIDTH).sortOptions(false);
    usage.customSynopsis(synopsis);
    usage.descriptionHeading("%n").description(escaped(description));
    usage.parameterListHeading("%nArguments:%n");
    usage.optionListHeading("%nOptions:%n");
    usage.footerHeading("%nExamples:%n").footer(indented(examples));
    return new CommandLine(spec).setInterpolateVariables(false).getUsageMessage(Ansi.OFF);
  }

  private static String[] indented(List<String> lines) {
    return lines.stream().map(line -> "  " + escaped(line)).toArray(String[]::new);
  }

  private static String escaped(String text) {
    return text.replace("%", "%%");
  }
}
