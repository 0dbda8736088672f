package dev.jbuild.sandbox;

import java.util.OptionalLong;

/**
 * How much of the machine a command and all that it starts may take together.
 *
 * @param memory in bytes; as much of swap comes on top where the machine limits that too
 * @param processorTime in microseconds of each {@link #PERIOD}; more than one processor gives more
 *     than a period has
 */
public record ResourceLimits(OptionalLong memory, OptionalLong processorTime) {
  /** In microseconds. */
  public static final long PERIOD = 100_000;

  public static final ResourceLimits NONE =
      new ResourceLimits(OptionalLong.empty(), OptionalLong.empty());

  public boolean isEmpty() {
    return equals(NONE);
  }
}
