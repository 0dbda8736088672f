package dev.jbuild.oci.layer;

import dev.jbuild.oci.tree.LayerEntry;
import dev.jbuild.oci.tree.Metadata;
import java.io.IOException;
import java.io.InputStream;

/** Gets the entries of an archive in their order. */
public interface EntryVisitor {
  /**
   * A regular file.
   *
   * @param size of the content in bytes
   * @param content to be read within the call, or not at all
   */
  void file(String path, Metadata metadata, long size, InputStream content) throws IOException;

  /** Everything but a regular file. */
  void entry(LayerEntry entry) throws IOException;
}
