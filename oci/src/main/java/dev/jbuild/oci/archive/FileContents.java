package dev.jbuild.oci.archive;

import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.tree.RegularFile;
import java.io.IOException;
import java.io.InputStream;

/** Where the contents of a tree's files come from. */
@FunctionalInterface
public interface FileContents {
  /** The content of a file that the layer brought. The caller closes the stream. */
  InputStream open(DiffId layer, RegularFile file) throws IOException;
}
