package dev.jbuild.registry.transport;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells whether an exchange still moves. */
interface Watch {
  /** When something last moved, as of {@link System#nanoTime}. */
  long quietSince();

  /** How long the exchange may be quiet from here on. */
  Duration limit();

  /** What went wrong on our side of an upload, if that is why the exchange failed. */
  default @Nullable IOException sourceFailure() {
    return null;
  }

  /** An exchange of which only the answer is awaited. */
  static Watch answerWithin(Duration limit) {
    long start = System.nanoTime();
    return new Watch() {
      @Override
      public long quietSince() {
        return start;
      }

      @Override
      public Duration limit() {
        return limit;
      }
    };
  }
}
