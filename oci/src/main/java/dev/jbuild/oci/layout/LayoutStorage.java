package dev.jbuild.oci.layout;

import java.io.IOException;
import java.io.InputStream;

/** Where the files of an OCI layout are: a directory or an archive. */
@FunctionalInterface
public interface LayoutStorage {
  /**
   * The bytes of a file from an offset on. The caller closes the stream.
   *
   * @param path in the layout, such as {@code index.json}
   */
  InputStream open(String path, long offset) throws IOException;
}
