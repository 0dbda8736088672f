package dev.jbuild.oci.layer;

import dev.jbuild.oci.tree.LayerEntry;
import dev.jbuild.oci.tree.Metadata;
import java.io.IOException;

/** Gets the entries of a tar in their order, and where in it the content of files lies. */
public interface PlacedEntries {
  /**
   * A regular file.
   *
   * @param size of the content in bytes
   * @param offset of the content's first byte in the uncompressed tar: a multiple of 512
   */
  void file(String path, Metadata metadata, long size, long offset) throws IOException;

  /** Everything but a regular file. */
  void entry(LayerEntry entry) throws IOException;
}
