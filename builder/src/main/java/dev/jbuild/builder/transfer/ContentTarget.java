package dev.jbuild.builder.transfer;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.RawManifest;
import java.io.IOException;
import java.util.function.LongConsumer;

/** Where manifests and blobs go. What a manifest names comes before it, once. */
public interface ContentTarget {

  /** How many blobs it takes at once. */
  int atOnce();

  /**
   * Takes a blob, unless it is there.
   *
   * @param progress is told how many bytes more were moved
   */
  void blob(Descriptor blob, ContentSource source, LongConsumer progress) throws IOException;

  /** Takes a manifest that is not what the place will stand for. */
  void manifest(RawManifest manifest) throws IOException;

  /** Makes the place stand for this. Nothing comes after it. */
  void finish(RawManifest top) throws IOException;
}
