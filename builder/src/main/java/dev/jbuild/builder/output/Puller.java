package dev.jbuild.builder.output;

import dev.jbuild.builder.solve.VertexEvents;
import dev.jbuild.cache.ContentStore;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.image.Image;
import dev.jbuild.oci.image.Layer;
import java.io.IOException;
import java.util.OptionalLong;

/** Fetches the layers of an image into the content store, several at once. */
public final class Puller {
  private static final int AT_ONCE = 6;

  private final ContentStore blobs;
  private final VertexEvents events;

  public Puller(ContentStore blobs, VertexEvents events) {
    this.blobs = blobs;
    this.events = events;
  }

  /** Fetches what is not there. */
  public void fetch(Image image) throws IOException {
    ParallelTransfers.run(AT_ONCE, image.layers(), this::fetch);
  }

  private void fetch(Layer layer) throws IOException {
    Descriptor blob = layer.blob();
    blobs.fetch(
        blob, new ObservedContent(layer.content(), position -> tell(blob, position, false)));
    tell(blob, blob.size(), true);
  }

  private void tell(Descriptor blob, long current, boolean isDone) {
    events.progress(blob.digest().toString(), current, OptionalLong.of(blob.size()), isDone);
  }
}
