package dev.jbuild.cli.command;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.jbuild.cli.option.CommandSpec;
import dev.jbuild.cli.option.Option;
import java.util.ArrayList;
import java.util.List;

/**
 * The help of a command.
 *
 * @param synopsis how it is called
 * @param description what it does, in sentences
 * @param examples lines that can be typed
 */
record CommandHelp(String synopsis, String description, ImmutableList<String> examples) {
  private static final int WIDTH = 100;
  private static final int COLUMN = 29;

  static CommandHelp of(String synopsis, String description, String... examples) {
    return new CommandHelp(synopsis, description, ImmutableList.copyOf(examples));
  }

  /** Usage, what it does, arguments, options, examples. */
  String text(CommandSpec spec) {
    List<String> lines = new ArrayList<>();
    lines.add("Usage: " + synopsis);
    lines.add("");
    lines.addAll(wrapped(description, WIDTH));
    if (!spec.parameters().isEmpty()) {
      lines.addAll(List.of("", "Arguments:"));
      spec.parameters().forEach(one -> row(lines, "      " + one.label(), one.description()));
    }
    lines.addAll(List.of("", "Options:"));
    spec.options().forEach(option -> row(lines, form(option), option.description()));
    lines.addAll(List.of("", "Examples:"));
    examples.forEach(example -> lines.add("  " + example));
    return String.join("\n", lines) + "\n";
  }

  private static String form(Option option) {
    String names = String.join(", ", option.names());
    String indent = names.startsWith("--") ? "      " : "  ";
    return indent + names + (option.label().isEmpty() ? "" : " " + option.label());
  }

  private static void row(List<String> lines, String left, String description) {
    String start = left;
    if (left.length() >= COLUMN) {
      lines.add(left);
      start = "";
    }
    for (String line : wrapped(description, WIDTH - COLUMN)) {
      lines.add(start + " ".repeat(COLUMN - start.length()) + line);
      start = "";
    }
  }

  private static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : Splitter.on(' ').split(text)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
