package dev.jbuild.builder.output;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Transfers several things at once; the first failure ends the rest. */
public final class ParallelTransfers {
  private ParallelTransfers() {}

  /** Transfers one thing. */
  @FunctionalInterface
  public interface Transfer<T> {
    void run(T item) throws IOException;
  }

  /**
   * Transfers all items, starting in their order.
   *
   * @throws InterruptedIOException where the calling thread is interrupted; it stays so
   */
  public static <T> void run(int atOnce, List<T> items, Transfer<T> transfer) throws IOException {
    int count = Math.max(1, Math.min(atOnce, items.size()));
    try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
      CompletionService<Boolean> transfers = new ExecutorCompletionService<>(threads);
      for (T item : items) {
        transfers.submit(one(item, transfer));
      }
      try {
        await(transfers, items.size());
      } finally {
        threads.shutdownNow();
      }
    }
  }

  private static <T> Callable<Boolean> one(T item, Transfer<T> transfer) {
    return () -> {
      transfer.run(item);
      return true;
    };
  }

  private static void await(CompletionService<Boolean> transfers, int count) throws IOException {
    try {
      for (int done = 0; done < count; done++) {
        transfers.take().get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException e) {
      throw cause(e);
    }
  }

  private static IOException cause(ExecutionException failure) {
    return switch (failure.getCause()) {
      case IOException cause -> cause;
      case RuntimeException cause -> throw cause;
      case Error cause -> throw cause;
      case null, default -> new IOException("transfer failed", failure);
    };
  }
}
