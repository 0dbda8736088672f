package dev.jbuild.cli.option;

import com.google.common.collect.ImmutableList;

/**
 * One option of a command.
 *
 * @param names with their dashes; the last is the long one
 * @param label what stands for the value in the help; empty for a flag
 */
public record Option(ImmutableList<String> names, String label, String description) {

  /** An option that is there or not; {@code --option=false} is as if it were not. */
  public static Option flag(String description, String... names) {
    return new Option(ImmutableList.copyOf(names), "", description);
  }

  /** An option with a value. Where it stands several times, its reader takes the last, or all. */
  public static Option value(String label, String description, String... names) {
    return new Option(ImmutableList.copyOf(names), label, description);
  }

  boolean isFlag() {
    return label.isEmpty();
  }

  /** What its values are filed under. */
  String key() {
    return names.getLast();
  }
}
