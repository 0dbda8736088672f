package dev.jbuild.cli.option;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Iterables;
import java.util.List;
import java.util.Optional;

/**
 * The arguments of one command, checked against what the command takes.
 *
 * @param options values by the long name of the option, in their order; flags have {@code true}
 */
public record Arguments(
    CommandSpec spec,
    ImmutableListMultimap<String, String> options,
    ImmutableList<String> positionals) {

  /**
   * Reads arguments.
   *
   * @param refused options that are known but not taken: they get a message of their own
   * @throws UsageException for an unknown or refused option and for a missing value
   */
  public static Arguments parse(CommandSpec spec, List<String> arguments, RefusedOptions refused)
      throws UsageException {
    return new ArgumentReader(spec, arguments, refused).read();
  }

  public boolean helpRequested() {
    return flag("--help");
  }

  public boolean flag(String option) {
    return values(option).contains("true");
  }

  /** The last one given. */
  public Optional<String> value(String option) {
    return Optional.ofNullable(Iterables.getLast(values(option), null));
  }

  public ImmutableList<String> values(String option) {
    return options.get(option);
  }

  /** What stands at the place of a parameter, from 0. */
  public Optional<String> positional(int index) {
    return index < positionals.size() ? Optional.of(positionals.get(index)) : Optional.empty();
  }

  /** All that is not an option or its value; at least one. */
  public ImmutableList<String> positionals(String what) throws UsageException {
    if (positionals.isEmpty()) {
      throw missing(what);
    }
    return positionals;
  }

  /** As {@link #positional}, for what must be there. */
  public String required(int index, String what) throws UsageException {
    return positional(index).orElseThrow(() -> missing(what));
  }

  private UsageException missing(String what) {
    return new UsageException(spec.name() + ": missing " + what + seeHelp(spec));
  }

  static String seeHelp(CommandSpec spec) {
    return " (see `jbuild " + spec.name() + " --help`)";
  }
}
