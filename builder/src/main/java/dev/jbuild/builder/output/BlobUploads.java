package dev.jbuild.builder.output;

import dev.jbuild.cache.PushRecords;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.image.Layer;
import dev.jbuild.oci.layer.RangedContent;
import dev.jbuild.registry.RegistryClient;
import java.io.IOException;
import java.util.function.LongConsumer;

/** Brings blobs into repositories in the cheapest way: there already, mounted, or uploaded. */
public final class BlobUploads {
  private final RegistryClient registry;
  private final PushRecords records;

  public BlobUploads(RegistryClient registry, PushRecords records) {
    this.registry = registry;
    this.records = records;
  }

  /**
   * Makes sure that the repository has the layer's blob.
   *
   * @param progress as {@link RegistryClient#pushBlob} tells it
   */
  void upload(Layer layer, ImageReference repository, LongConsumer progress) throws IOException {
    upload(layer.blob(), layer.content(), repository, progress);
  }

  /** As the other, for any blob. */
  public void upload(
      Descriptor blob, RangedContent content, ImageReference repository, LongConsumer progress)
      throws IOException {
    boolean mounted = false;
    for (String other : records.find(blob.digest(), repository.registry())) {
      mounted = mounted || mount(repository, blob, other);
    }
    if (!mounted) {
      registry.pushBlob(repository, blob, content, progress);
    }
    records.add(blob.digest(), repository);
  }

  /** False where the registry does not take the blob from its other repository. */
  public boolean mount(ImageReference repository, Descriptor blob, String from) throws IOException {
    return !from.equals(repository.repository())
        && !registry.hasBlob(repository, blob)
        && registry.mount(repository, blob, from);
  }
}
