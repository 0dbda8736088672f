package dev.jbuild.oci.blob;

import java.io.IOException;
import java.io.InputStream;

/** One stream after another, of which the second is opened when the first has ended. */
final class Continued extends InputStream {
  private final Opening second;
  private InputStream current;
  private boolean isSecond;

  /** Opens the second stream. */
  @FunctionalInterface
  interface Opening {
    InputStream open() throws IOException;
  }

  Continued(InputStream first, Opening second) {
    this.current = first;
    this.second = second;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = current.read(bytes, offset, length);
    if (count >= 0 || isSecond) {
      return count;
    }
    current.close();
    isSecond = true;
    current = second.open();
    return current.read(bytes, offset, length);
  }

  @Override
  public void close() throws IOException {
    current.close();
  }
}
