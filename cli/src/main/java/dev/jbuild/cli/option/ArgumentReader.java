package dev.jbuild.cli.option;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import dev.jbuild.parser.diagnostic.Suggestion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a command line as docker does: {@code --name value}, {@code --name=value}, {@code -n
 * value}, {@code -nvalue}, {@code -n=value}, flags together as in {@code -qt}, and nothing but
 * arguments after {@code --}.
 */
final class ArgumentReader {
  private final CommandSpec spec;
  private final ImmutableMap<String, Option> known;
  private final List<String> arguments;
  private final RefusedOptions refused;
  private final ImmutableListMultimap.Builder<String, String> options =
      ImmutableListMultimap.builder();
  private final ImmutableList.Builder<String> positionals = ImmutableList.builder();
  private int at;

  ArgumentReader(CommandSpec spec, List<String> arguments, RefusedOptions refused) {
    this.spec = spec;
    this.known = spec.byName();
    this.arguments = arguments;
    this.refused = refused;
  }

  Arguments read() throws UsageException {
    if (asksForHelp()) {
      options.put(CommandSpec.HELP.key(), "true");
      return result();
    }
    boolean onlyPositionals = false;
    while (at < arguments.size()) {
      String argument = arguments.get(at++);
      if (onlyPositionals || !argument.startsWith("-") || argument.equals("-")) {
        positionals.add(argument);
      } else if (argument.equals("--")) {
        onlyPositionals = true;
      } else if (argument.startsWith("--")) {
        longOption(argument);
      } else {
        shortOptions(argument);
      }
    }
    return checked(result());
  }

  /** Whoever asks for help gets it, whatever else is wrong. */
  private boolean asksForHelp() {
    int end = arguments.indexOf("--");
    List<String> before = end < 0 ? arguments : arguments.subList(0, end);
    return CommandSpec.HELP.names().stream().anyMatch(before::contains);
  }

  private Arguments result() {
    return new Arguments(spec, options.build(), positionals.build());
  }

  private Arguments checked(Arguments read) throws UsageException {
    int most = spec.parameters().size();
    if (!spec.repeated() && read.positionals().size() > most) {
      throw new UsageException(
          spec.name()
              + ": one argument too many: \""
              + read.positionals().get(most)
              + "\""
              + Arguments.seeHelp(spec));
    }
    return read;
  }

  private void longOption(String argument) throws UsageException {
    int equals = argument.indexOf('=');
    String name = equals < 0 ? argument : argument.substring(0, equals);
    take(find(name, argument), name, equals < 0 ? null : argument.substring(equals + 1));
  }

  private void shortOptions(String argument) throws UsageException {
    for (int letter = 1; letter < argument.length(); letter++) {
      String name = "-" + argument.charAt(letter);
      Option option = find(name, argument);
      String rest = argument.substring(letter + 1);
      if (!option.isFlag() || rest.startsWith("=")) {
        String value = rest.startsWith("=") ? rest.substring(1) : rest;
        take(option, name, rest.isEmpty() ? null : value);
        return;
      }
      take(option, name, null);
    }
  }

  private Option find(String name, String argument) throws UsageException {
    Option option = known.get(name);
    if (option != null) {
      return option;
    }
    refused.check(name, argument);
    throw new UsageException(
        spec.name()
            + ": unknown option "
            + name
            + (name.startsWith("--") ? Suggestion.clause(name, known.keySet()) : "")
            + Arguments.seeHelp(spec));
  }

  private void take(Option option, String name, @Nullable String attached) throws UsageException {
    if (option.isFlag()) {
      options.put(option.key(), bool(name, attached));
    } else if (attached != null) {
      options.put(option.key(), attached);
    } else if (at < arguments.size()) {
      options.put(option.key(), arguments.get(at++));
    } else {
      throw new UsageException(
          spec.name() + ": " + name + " needs a value: " + name + " " + option.label());
    }
  }

  private String bool(String name, @Nullable String attached) throws UsageException {
    if (attached != null && !attached.equals("true") && !attached.equals("false")) {
      throw new UsageException(
          spec.name() + ": " + name + "=" + attached + " is neither true nor false");
    }
    return attached == null ? "true" : attached;
  }
}
