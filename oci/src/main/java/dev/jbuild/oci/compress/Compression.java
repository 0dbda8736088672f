package dev.jbuild.oci.compress;

import dev.jbuild.oci.MediaType;
import java.io.IOException;
import java.io.OutputStream;

/** How layers are compressed; the id and version name the exact bytes that a tar becomes. */
public enum Compression {
  GZIP("gzip-1", MediaType.OCI_LAYER_GZIP),
  ZSTD("zstd-1", MediaType.OCI_LAYER_ZSTD),
  NONE("tar-1", MediaType.OCI_LAYER);

  private final String id;
  private final MediaType mediaType;

  Compression(String id, MediaType mediaType) {
    this.id = id;
    this.mediaType = mediaType;
  }

  /** Part of every layer's cache key: changes when the codec's output changes. */
  public String id() {
    return id;
  }

  public MediaType mediaType() {
    return mediaType;
  }

  /** An encoder that writes to {@code out}, in pieces worth a write, from a thread of its own. */
  public Encoder encoder(OutputStream out) throws IOException {
    return switch (this) {
      case GZIP -> new GzipEncoder(out, GzipEncoder.defaultThreads());
      case ZSTD -> new ZstdEncoder(out);
      case NONE -> new PlainEncoder(out);
    };
  }
}
