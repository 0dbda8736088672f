package dev.jbuild.cache;

import dev.jbuild.oci.blob.CorruptBlobException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells somebody else, too, when what is read turns out to be corrupt. */
final class DistrustingInputStream extends FilterInputStream {
  private final Consequence consequence;

  /** What else is wrong then. */
  @FunctionalInterface
  interface Consequence {
    void apply() throws IOException;
  }

  DistrustingInputStream(InputStream in, Consequence consequence) {
    super(in);
    this.consequence = consequence;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return in.read(bytes, offset, length);
    } catch (CorruptBlobException e) {
      consequence.apply();
      throw e;
    }
  }
}
