package dev.jbuild.cli.option;

import dev.jbuild.cli.text.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The arguments of one command, checked against what the command takes. */
public final class Arguments {
  private final CommandSpec spec;
  private final ParseResult parsed;

  private Arguments(CommandSpec spec, ParseResult parsed) {
    this.spec = spec;
    this.parsed = parsed;
  }

  /**
   * Reads arguments.
   *
   * @param refused options that are known but not taken: they get a message of their own
   * @throws UsageException for an unknown or refused option and for a missing value
   */
  public static Arguments parse(CommandSpec spec, List<String> arguments, RefusedOptions refused)
      throws UsageException {
    CommandLine.tracer().setLevel(CommandLine.TraceLevel.OFF);
    CommandLine line =
        new CommandLine(spec)
            .setExpandAtFiles(false)
            .setInterpolateVariables(false)
            .setOverwrittenOptionsAllowed(true)
            .setUnmatchedArgumentsAllowed(true);
    try {
      ParseResult parsed = line.parseArgs(withPlainFlags(spec, arguments));
      if (!parsed.isUsageHelpRequested()) {
        refuseUnmatched(spec, parsed.unmatched(), refused);
      }
      return new Arguments(spec, parsed);
    } catch (ParameterException e) {
      throw new UsageException(spec.name() + ": " + lowercase(String.valueOf(e.getMessage())), e);
    }
  }

  /** {@code --flag=true} and {@code --flag=false}, which Go's programs take, without the value. */
  private static String[] withPlainFlags(CommandSpec spec, List<String> arguments) {
    List<String> plain = new ArrayList<>();
    for (String argument : arguments) {
      String name = argument.replaceFirst("=(?:true|false)$", "");
      OptionSpec option = spec.findOption(name);
      boolean isFlag = option != null && option.arity().max() == 0;
      if (!isFlag || !argument.endsWith("=false")) {
        plain.add(isFlag ? name : argument);
      }
    }
    return plain.toArray(String[]::new);
  }

  private static void refuseUnmatched(
      CommandSpec spec, List<String> unmatched, RefusedOptions refused) throws UsageException {
    for (String argument : unmatched) {
      if (!argument.startsWith("-") || argument.equals("-")) {
        throw new UsageException(
            spec.name() + ": one argument too many: \"" + argument + "\"" + seeHelp(spec));
      }
      String name = argument.replaceFirst("=.*", "");
      refused.check(name, argument);
      throw new UsageException(
          spec.name()
              + ": unknown option "
              + name
              + Suggestion.clause(name, spec.optionsMap().keySet())
              + seeHelp(spec));
    }
  }

  private static String seeHelp(CommandSpec spec) {
    return " (see `jbuild " + spec.name() + " --help`)";
  }

  private static String lowercase(String message) {
    return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }

  public boolean helpRequested() {
    return parsed.isUsageHelpRequested();
  }

  public boolean flag(String option) {
    return parsed.matchedOptionValue(option, false);
  }

  public Optional<String> value(String option) {
    return Optional.ofNullable(parsed.matchedOptionValue(option, (String) null));
  }

  public List<String> values(String option) {
    return parsed.matchedOptionValue(option, List.of());
  }

  /** What stands at the place of a positional parameter, from 0. */
  public Optional<String> positional(int index) {
    return parsed.hasMatchedPositional(index)
        ? Optional.ofNullable(parsed.matchedPositionalValue(index, (String) null))
        : Optional.empty();
  }

  /** All that is not an option or its value; at least one. */
  public List<String> positionals(String what) throws UsageException {
    List<String> all = parsed.matchedPositionalValue(0, List.of());
    if (all.isEmpty()) {
      throw missing(what);
    }
    return all;
  }

  /** As {@link #positional}, for what must be there. */
  public String required(int index, String what) throws UsageException {
    return positional(index).orElseThrow(() -> missing(what));
  }

  private UsageException missing(String what) {
    return new UsageException(spec.name() + ": missing " + what + seeHelp(spec));
  }
}
