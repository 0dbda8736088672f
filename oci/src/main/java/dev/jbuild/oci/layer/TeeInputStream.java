package dev.jbuild.oci.layer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Copies what is read through it, also what is skipped. Does not close the copy. */
public final class TeeInputStream extends FilterInputStream {
  private final OutputStream copy;

  /** Reads from the one, and writes what was read to the other. */
  public TeeInputStream(InputStream in, OutputStream copy) {
    super(in);
    this.copy = copy;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int count = in.read(bytes, from, length);
    if (count > 0) {
      copy.write(bytes, from, count);
    }
    return count;
  }

  @Override
  public long skip(long length) throws IOException {
    byte[] skipped = new byte[Math.clamp(length, 0, 8192)];
    return Math.max(0, read(skipped, 0, skipped.length));
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
