package dev.jbuild.oci.blob;

import dev.jbuild.oci.Digest;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Stored content is not what its name says. The file is gone by now, so a next try makes it anew.
 */
public final class CorruptBlobException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Says what was found.
   *
   * @param fact what is wrong, such as "has the digest sha256:..."
   */
  public CorruptBlobException(Path file, Digest expected, String fact) {
    super(
        file
            + " is corrupt: it should be "
            + expected
            + " but "
            + fact
            + "; it was removed, try again");
  }
}
