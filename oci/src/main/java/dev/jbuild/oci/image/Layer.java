package dev.jbuild.oci.image;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.layer.RangedContent;
import java.io.IOException;
import java.io.InputStream;

/** A layer of an image. */
public interface Layer {
  /** The compressed blob, as the manifest names it. */
  Descriptor blob();

  DiffId diffId();

  /**
   * The compressed blob's bytes; may fetch them from afar. Implementations check them while they
   * are read: a read that came to the end without an exception gave the blob.
   */
  InputStream open() throws IOException;

  /** The compressed blob's bytes, to be read from any place on. */
  default RangedContent content() {
    return RangedContent.of(this::open);
  }
}
