package dev.jbuild.registry;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * Tries again what may pass.
 *
 * @param tries in all, without anything gained in between
 * @param firstPause before the second try; doubles for each further one, give or take a quarter
 * @param longestPause a registry that asks for more than this is not waited for
 */
record Retries(int tries, Duration firstPause, Duration longestPause) {
  static final Retries STANDARD = new Retries(5, Duration.ofMillis(300), Duration.ofSeconds(60));

  @FunctionalInterface
  interface Operation<T> {
    T run() throws IOException;
  }

  <T> T call(Operation<T> operation) throws IOException {
    return call(operation, () -> 0);
  }

  /**
   * As {@link #call(Operation)}, for an operation that goes on where it failed.
   *
   * @param gained grows with what need not be done again: the tries begin anew then
   */
  <T> T call(Operation<T> operation, LongSupplier gained) throws IOException {
    long before = gained.getAsLong();
    for (int attempt = 1; ; attempt++) {
      try {
        return operation.run();
      } catch (RegistryException e) {
        long now = gained.getAsLong();
        attempt = now > before ? 1 : attempt;
        before = Math.max(before, now);
        await(e, attempt);
      }
    }
  }

  /** Waits before the next try; throws the failure where there is to be none. */
  void await(RegistryException failure, int attempt) throws IOException {
    Duration pause = failure.retryAfter().orElse(pauseAfter(attempt));
    if (!failure.retryable() || attempt >= tries || pause.compareTo(longestPause) > 0) {
      throw failure;
    }
    sleep(pause);
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
