package dev.jbuild.sandbox.diff;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/** A file's content with another beginning. */
final class PatchedInputStream {
  private PatchedInputStream() {}

  /** Puts the beginning in place of as many bytes of the content. Closing closes the content. */
  static InputStream of(byte[] beginning, InputStream content) throws IOException {
    content.skipNBytes(beginning.length);
    return new SequenceInputStream(new ByteArrayInputStream(beginning), content);
  }
}
