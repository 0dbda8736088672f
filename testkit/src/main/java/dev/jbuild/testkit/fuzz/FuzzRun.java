package dev.jbuild.testkit.fuzz;

import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Rounds of a test on random input, each with a seed of its own: {@code -Dfuzz.seed=N
 * -Dfuzz.rounds=1} repeats one, {@code -Dfuzz.rounds=1000000} makes a long run.
 */
public record FuzzRun(long seed, int rounds) {
  private static final int LIMIT_SECONDS = 30;

  /** As the system properties say. */
  public static FuzzRun ofRounds(int rounds) {
    return new FuzzRun(Long.getLong("fuzz.seed", 1), Integer.getInteger("fuzz.rounds", rounds));
  }

  /** What is tried on an input. */
  @FunctionalInterface
  public interface Trial {
    void of(String input) throws Exception;
  }

  /** Fails, with the seed and the input, where a trial throws or does not end. */
  public void run(Function<Random, String> generator, Trial trial) throws InterruptedException {
    System.out.println("fuzz.seed=" + seed + " fuzz.rounds=" + rounds);
    ExecutorService thread =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    try {
      for (long round = seed; round < seed + rounds; round++) {
        String input = generator.apply(new Random(round));
        Future<?> done =
            thread.submit(() -> {
              trial.of(input);
              return input;
            });
        await(done, round, input);
      }
    } finally {
      thread.shutdownNow(); // not closed: what hangs would hang the closing too
    }
  }

  private static void await(Future<?> done, long round, String input) throws InterruptedException {
    try {
      done.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError(shown(round, input), e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("does not end: " + shown(round, input), e);
    }
  }

  private static String shown(long round, String input) {
    return "-Dfuzz.seed=" + round + " -Dfuzz.rounds=1:\n" + input;
  }
}
