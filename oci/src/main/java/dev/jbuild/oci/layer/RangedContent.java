package dev.jbuild.oci.layer;

import java.io.IOException;
import java.io.InputStream;

/** Bytes that can be had from any place on, so that a transfer that broke off can go on. */
@FunctionalInterface
public interface RangedContent {
  /**
   * The bytes from an offset to the end. They need not be checked: who puts the whole together
   * checks it. The caller closes the stream.
   */
  InputStream open(long offset) throws IOException;

  /**
   * What to throw when the whole turns out to be something else than was promised.
   *
   * @param fact such as "has the digest sha256:..."
   */
  default IOException refused(String fact) {
    return new IOException("what was fetched " + fact);
  }

  /** Content that can only be read from its start: what stands before the offset is skipped. */
  static RangedContent of(Content content) {
    return offset -> {
      InputStream in = content.open();
      try {
        in.skipNBytes(offset);
        return in;
      } catch (IOException e) {
        in.close();
        throw e;
      }
    };
  }
}
