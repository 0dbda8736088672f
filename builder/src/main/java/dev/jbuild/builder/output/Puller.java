package dev.jbuild.builder.output;

import dev.jbuild.builder.solve.VertexEvents;
import dev.jbuild.cache.ContentStore;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.image.Image;
import dev.jbuild.oci.image.Layer;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/** Fetches the layers of an image into the content store, several at once. */
public final class Puller {
  private static final int AT_ONCE = 4;
  private static final long TELL_EVERY_BYTES = 1 << 20;

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
    if (!blobs.use(layer.blob())) {
      try (InputStream in = new Telling(layer.open(), layer.blob())) {
        blobs.put(layer.blob(), in);
      }
    }
    tell(layer.blob(), layer.blob().size(), true);
  }

  private void tell(Descriptor blob, long current, boolean isDone) {
    events.progress(blob.digest().toString(), current, OptionalLong.of(blob.size()), isDone);
  }

  /** Tells how many bytes were read. */
  private final class Telling extends FilterInputStream {
    private final Descriptor blob;
    private long count;
    private long told;

    Telling(InputStream in, Descriptor blob) {
      super(in);
      this.blob = blob;
    }

    @Override
    public int read() throws IOException {
      int value = in.read();
      add(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = in.read(bytes, offset, length);
      add(Math.max(read, 0));
      return read;
    }

    private void add(int bytes) {
      count += bytes;
      if (count - told >= TELL_EVERY_BYTES) {
        told = count;
        tell(blob, count, false);
      }
    }
  }
}
