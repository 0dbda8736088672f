package dev.jbuild.registry;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends what Jib's credential helpers would wait for without end. */
final class TimeLimit {
  private static final String HELPER = "docker-credential-";

  private TimeLimit() {}

  /** Does the work, or throws when it takes longer; helper programs that still run are killed. */
  static <T> T within(Duration limit, Retries.Operation<T> work) throws IOException {
    FutureTask<T> task = new FutureTask<>(work::run);
    Thread.ofPlatform().daemon().name("credentials").start(task);
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      String names = killHelpers();
      throw new IOException(
          "a credential helper" + names + " gave no answer in " + limit.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw cause(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while looking for credentials");
    }
  }

  private static String killHelpers() {
    StringBuilder names = new StringBuilder();
    ProcessHandle.current()
        .descendants()
        .forEach(process -> {
          Optional<String> command = process.info().commandLine().filter(c -> c.contains(HELPER));
          if (command.isPresent()) {
            names.append(" (").append(command.get()).append(')');
            process.destroyForcibly();
          }
        });
    return names.toString();
  }

  private static IOException cause(ExecutionException failure) {
    return switch (failure.getCause()) {
      case IOException e -> e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case null, default -> new IOException("cannot look for credentials", failure);
    };
  }
}
