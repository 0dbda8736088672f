package dev.jbuild.cache;

import java.time.Duration;

/**
 * What to remove: of what was not used for some time, so much that no more than some bytes remain.
 * Copies that are quickly made again go first, then what was not used for longest.
 *
 * @param unusedFor spares what was used since then
 * @param keepBytes removes nothing more once the cache is this small
 */
public record PrunePolicy(Duration unusedFor, long keepBytes) {
  public PrunePolicy {
    if (unusedFor.isNegative() || keepBytes < 0) {
      throw new IllegalArgumentException("negative limit: " + unusedFor + ", " + keepBytes);
    }
  }

  /** Everything. */
  public static PrunePolicy all() {
    return new PrunePolicy(Duration.ZERO, 0);
  }

  public static PrunePolicy unusedFor(Duration time) {
    return new PrunePolicy(time, 0);
  }

  public static PrunePolicy keepBytes(long bytes) {
    return new PrunePolicy(Duration.ZERO, bytes);
  }
}
