package dev.jbuild.sandbox.unpack;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.jbuild.sandbox.LowerLayer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Directories that layers are unpacked into, once and for all runs; several at a time. */
public final class UnpackedLayers implements LayerDirectories {
  private static final int MOST_AT_ONCE = 4;

  private final LayerUnpacker unpacker;

  public UnpackedLayers(LayerUnpacker unpacker) {
    this.unpacker = unpacker;
  }

  @Override
  public ImmutableList<Path> of(List<LowerLayer> layers, Consumer<String> notes)
      throws IOException {
    List<LowerLayer> missing =
        layers.stream().distinct().filter(layer -> !Files.exists(layer.directory())).toList();
    if (missing.size() == 1) {
      unpacker.unpack(missing.getFirst(), notes);
    } else if (!missing.isEmpty()) {
      unpackAtOnce(missing, notes);
    }
    return layers.stream().map(LowerLayer::directory).collect(toImmutableList());
  }

  private void unpackAtOnce(List<LowerLayer> layers, Consumer<String> notes) throws IOException {
    int threads = Math.min(MOST_AT_ONCE, Runtime.getRuntime().availableProcessors());
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> all = new ArrayList<>();
      for (LowerLayer layer : layers) {
        all.add(
            executor.submit(() -> {
              unpacker.unpack(layer, notes);
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
