package dev.jbuild.builder.solve;

import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.step.LayerPlan;
import dev.jbuild.cache.Cache;
import dev.jbuild.cache.ContentStore;
import dev.jbuild.cache.LayerInfo;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.blob.LockFile;
import dev.jbuild.oci.layer.LayerWriter;
import dev.jbuild.oci.layer.WrittenLayer;
import java.io.IOException;
import java.util.Optional;

/** Makes layers that are not in the cache, and remembers them under their keys. */
final class LayerMaker {
  private final Cache cache;
  private final BuildOptions options;
  private final StepKeys keys;

  LayerMaker(Cache cache, BuildOptions options, StepKeys keys) {
    this.cache = cache;
    this.options = options;
    this.keys = keys;
  }

  /** What a step does when its key is not known. */
  @FunctionalInterface
  interface Work {
    Made make() throws IOException, BuildFailedException, InterruptedException;
  }

  /**
   * A step's result.
   *
   * @param cached whether it was there before
   */
  record Made(LayerInfo layer, boolean cached) {}

  /** The step's result from the cache; else the work is done, by one process at a time. */
  Made once(Digest key, Work work) throws IOException, BuildFailedException, InterruptedException {
    Optional<LayerInfo> known = known(key);
    if (known.isPresent()) {
      return new Made(known.get(), true);
    }
    try (LockFile.Held _ = cache.lock(key)) {
      known = known(key);
      if (known.isPresent()) {
        return new Made(known.get(), true);
      }
      Made made = work.make();
      cache.steps().put(key, made.layer());
      return made;
    }
  }

  /** The layer that a plan describes: the one made before from an equal plan, or a new one. */
  Made planned(LayerPlan plan) throws IOException, BuildFailedException, InterruptedException {
    return once(keys.layer(plan), () -> new Made(write(plan), false));
  }

  /** Remembers a layer whose blob was just written. */
  LayerInfo store(WrittenLayer layer, ContentStore.Ingest ingest) throws IOException {
    ingest.commit(layer.blob().digest());
    cache.layers().put(layer);
    return LayerInfo.of(layer);
  }

  private LayerInfo write(LayerPlan plan) throws IOException, BuildFailedException {
    try (ContentStore.Ingest ingest = cache.blobs().ingest();
        LayerWriter writer = LayerWriter.to(ingest.output(), options.compression())) {
      plan.write(writer);
      return store(writer.finish(), ingest);
    }
  }

  private Optional<LayerInfo> known(Digest key) throws IOException {
    return options.noCache() ? Optional.empty() : cache.steps().get(key);
  }
}
