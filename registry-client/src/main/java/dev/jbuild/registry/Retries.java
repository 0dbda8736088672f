package dev.jbuild.registry;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Tries again what may pass.
 *
 * @param tries in all
 * @param firstPause before the second try; doubles for each further one, give or take a quarter
 * @param longestPause a registry that asks for more than this is not waited for
 */
record Retries(int tries, Duration firstPause, Duration longestPause) {
  static final Retries STANDARD = new Retries(3, Duration.ofMillis(300), Duration.ofSeconds(60));

  @FunctionalInterface
  interface Operation<T> {
    T run() throws IOException;
  }

  <T> T call(Operation<T> operation) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return operation.run();
      } catch (RegistryException e) {
        Duration pause = e.retryAfter().orElse(pauseAfter(attempt));
        if (!e.retryable() || attempt == tries || pause.compareTo(longestPause) > 0) {
          throw e;
        }
        sleep(pause);
      }
    }
  }

  private Duration pauseAfter(int attempt) {
    double jitter = ThreadLocalRandom.current().nextDouble(0.75, 1.25);
    return Duration.ofMillis((long) (firstPause.toMillis() * jitter) << (attempt - 1));
  }

  private static void sleep(Duration pause) throws IOException {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting to ask a registry again");
    }
  }
}
