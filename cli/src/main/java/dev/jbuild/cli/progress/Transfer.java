package dev.jbuild.cli.progress;

import dev.jbuild.builder.event.BuildEvent.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * How far one part of a step is.
 *
 * @param current bytes done
 * @param total bytes in all, where known
 */
record Transfer(
    String id, long current, OptionalLong total, Instant started, Instant updated, boolean done) {

  static Transfer first(Progress event) {
    return new Transfer(
        event.id(), event.current(), event.total(), event.at(), event.at(), event.done());
  }

  Transfer next(Progress event) {
    return new Transfer(id, event.current(), event.total(), started, event.at(), event.done());
  }

  /** Bytes a second since the start; 0 while there is nothing to measure. */
  long rate() {
    long millis = Duration.between(started, updated).toMillis();
    return millis < 100 ? 0 : current * 1000 / millis;
  }
}
