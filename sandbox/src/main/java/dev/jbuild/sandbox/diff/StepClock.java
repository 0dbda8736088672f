package dev.jbuild.sandbox.diff;

import java.time.Instant;
import java.util.Optional;

/**
 * Makes times independent of when a step ran.
 *
 * @param start of the step, by the file system's clock
 * @param timestamp what later times become; empty keeps all
 */
public record StepClock(Instant start, Optional<Instant> timestamp) {

  /** The time that goes into the layer. */
  Instant adjusted(Instant mtime) {
    return isAdjusted(mtime) ? timestamp.orElse(mtime) : mtime;
  }

  /** Whether the step gave this time, by the clock. */
  boolean isAdjusted(Instant mtime) {
    return timestamp.isPresent() && !mtime.isBefore(start);
  }
}
