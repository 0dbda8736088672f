package dev.jbuild.cli.option;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;

/**
 * Options that people know from other builders and that jbuild does not take.
 *
 * @param coming what a later version will do
 * @param never what it will not do, with the reason or the way to have the same
 */
public record RefusedOptions(ImmutableSet<String> coming, ImmutableMap<String, String> never) {
  public static final RefusedOptions NONE =
      new RefusedOptions(ImmutableSet.of(), ImmutableMap.of());

  /** Throws if the option is one of these. */
  void check(String name, String argument) throws UsageException {
    if (coming.contains(name)) {
      throw UsageException.notYet(name);
    }
    String reason = never.get(name);
    if (reason != null) {
      throw new UsageException("not supported: " + argument + ": " + reason);
    }
  }
}
