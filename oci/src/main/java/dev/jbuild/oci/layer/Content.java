package dev.jbuild.oci.layer;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of a file, read once while its layer is written. The reader closes the stream. */
@FunctionalInterface
public interface Content {
  InputStream open() throws IOException;
}
