package dev.jbuild.oci.compress;

import java.io.IOException;
import java.io.OutputStream;

/** Passes everything on as it is, in larger pieces. */
final class PlainEncoder extends Encoder {
  private final OutputStream out;
  private final byte[] buffer = new byte[1 << 17];
  private int filled;

  PlainEncoder(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    if (length > buffer.length - filled) {
      finish();
    }
    if (length > buffer.length) {
      out.write(bytes, from, length);
      return;
    }
    System.arraycopy(bytes, from, buffer, filled, length);
    filled += length;
  }

  @Override
  public void finish() throws IOException {
    out.write(buffer, 0, filled);
    filled = 0;
  }

  @Override
  public void close() {}
}
