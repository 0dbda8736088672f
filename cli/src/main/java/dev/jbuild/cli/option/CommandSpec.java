package dev.jbuild.cli.option;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/**
 * What a command takes.
 *
 * @param parameters what stands without an option before it, in its order
 * @param repeated whether the last parameter may stand several times
 */
public record CommandSpec(
    String name,
    ImmutableList<Option> options,
    ImmutableList<Parameter> parameters,
    boolean repeated) {
  static final Option HELP = Option.flag("Show this help", "-h", "--help");

  /** An argument that is no option. Whether it must be there is for the command to say. */
  public record Parameter(String label, String description) {}

  /** A command with these options and {@code --help}. */
  public static CommandSpec of(String name, Option... options) {
    ImmutableList<Option> all = ImmutableList.<Option>builder().add(options).add(HELP).build();
    return new CommandSpec(name, all, ImmutableList.of(), false);
  }

  /** One more parameter. */
  public CommandSpec with(String label, String description) {
    ImmutableList<Parameter> more =
        ImmutableList.<Parameter>builder()
            .addAll(parameters)
            .add(new Parameter(label, description))
            .build();
    return new CommandSpec(name, options, more, false);
  }

  /** The last parameter may stand several times. */
  public CommandSpec withRepeated() {
    return new CommandSpec(name, options, parameters, true);
  }

  ImmutableMap<String, Option> byName() {
    ImmutableMap.Builder<String, Option> byName = ImmutableMap.builder();
    for (Option option : options) {
      option.names().forEach(optionName -> byName.put(optionName, option));
    }
    return byName.buildOrThrow();
  }
}
