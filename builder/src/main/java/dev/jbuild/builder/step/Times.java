package dev.jbuild.builder.step;

import java.time.Instant;
import java.util.Optional;

/**
 * The times of what a step writes.
 *
 * @param chosen what every time is set to that nobody chose; empty preserves those of files
 * @param now the time of what is made where times are preserved
 */
public record Times(Optional<Instant> chosen, Instant now) {

  /** The time of what the step makes. */
  public Instant made() {
    return chosen.orElse(now);
  }

  /** The time of a file with this one on disk. */
  public Instant of(Instant onDisk) {
    return chosen.orElse(onDisk);
  }
}
