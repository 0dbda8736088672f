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

  /**
   * The step's result from the cache; else the work is done, by one process at a time. Without the
   * cache nobody's work is of use to another, and nobody waits.
   */
  Made once(Digest key, VertexEvents tells, Work work)
      throws IOException, BuildFailedException, InterruptedException {
    if (options.noCache()) {
      return make(key, tells, work);
    }
    Optional<LayerInfo> known = cache.steps().get(key);
    if (known.isPresent()) {
      return new Made(known.get(), true);
    }
    try (LockFile.Held _ = cache.lock(key, tells::waitsForStep)) {
      known = cache.steps().get(key);
      return known.isPresent() ? new Made(known.get(), true) : make(key, tells, work);
    }
  }

  private Made make(Digest key, VertexEvents tells, Work work)
      throws IOException, BuildFailedException, InterruptedException {
    tells.isNotCached();
    Made made = work.make();
    cache.steps().put(key, made.layer());
    return made;
  }

  /** The layer that a plan describes: the one made before from an equal plan, or a new one. */
  Made planned(LayerPlan plan, VertexEvents tells)
      throws IOException, BuildFailedException, InterruptedException {
    return once(keys.layer(plan), tells, () -> new Made(write(plan), false));
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
}
