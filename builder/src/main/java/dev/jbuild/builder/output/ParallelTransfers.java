package dev.jbuild.builder.output;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

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
    Semaphore free = new Semaphore(atOnce, true);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (T item : items) {
        running.add(threads.submit(one(free, item, transfer)));
      }
      try {
        await(running);
      } finally {
        threads.shutdownNow();
      }
    }
  }

  private static <T> Callable<Boolean> one(Semaphore free, T item, Transfer<T> transfer) {
    return () -> {
      free.acquire();
      try {
        transfer.run(item);
        return true;
      } finally {
        free.release();
      }
    };
  }

  private static void await(List<Future<?>> running) throws IOException {
    try {
      for (Future<?> each : running) {
        each.get();
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
