package dev.jbuild.sandbox.unpack;

import dev.jbuild.sandbox.LowerLayer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does something with several layers at a time. */
final class AtOnce {
  private static final int MOST = 4;

  /** What is done with a layer. */
  @FunctionalInterface
  interface Work {
    void on(LowerLayer layer) throws IOException;
  }

  private AtOnce() {}

  /** Ends when all is done, or with the first failure. */
  static void each(List<LowerLayer> layers, Work work) throws IOException {
    if (layers.size() == 1) {
      work.on(layers.getFirst());
    } else if (!layers.isEmpty()) {
      several(layers, work);
    }
  }

  private static void several(List<LowerLayer> layers, Work work) throws IOException {
    int threads = Math.min(MOST, Runtime.getRuntime().availableProcessors());
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> all = new ArrayList<>();
      for (LowerLayer layer : layers) {
        all.add(
            executor.submit(() -> {
              work.on(layer);
              return layer;
            }));
      }
      try {
        await(all);
      } finally {
        executor.shutdownNow();
      }
    }
  }

  private static void await(List<Future<?>> all) throws IOException {
    try {
      for (Future<?> one : all) {
        one.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("unpacking was interrupted");
    }
  }
}
