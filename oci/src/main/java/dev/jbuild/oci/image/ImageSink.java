package dev.jbuild.oci.image;

import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageReference;
import java.io.IOException;

/** Where images go: a store, a layout, an archive, a registry. */
@FunctionalInterface
public interface ImageSink {
  /**
   * Stores the image under the name, which then means this image and no other. Idempotent.
   *
   * @return the manifest's digest
   */
  Digest write(Image image, ImageReference name) throws IOException;
}
