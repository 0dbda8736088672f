package dev.jbuild.oci.image;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.layer.RangedContent;
import java.io.IOException;
import java.io.InputStream;

/** Where blobs come from: a store, an archive, a registry. */
@FunctionalInterface
public interface BlobSource {
  /**
   * The blob's bytes, checked while they are read. Throws IOException when it cannot be had. The
   * caller closes the stream.
   */
  InputStream open(Descriptor blob) throws IOException;

  /** The blob's bytes, to be read from any place on. */
  default RangedContent content(Descriptor blob) {
    return RangedContent.of(() -> open(blob));
  }
}
