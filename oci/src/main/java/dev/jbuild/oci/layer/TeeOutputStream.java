package dev.jbuild.oci.layer;

import java.io.IOException;
import java.io.OutputStream;

/** Writes everything to two streams, of which it closes neither. */
final class TeeOutputStream extends OutputStream {
  private final OutputStream first;
  private final OutputStream second;

  TeeOutputStream(OutputStream first, OutputStream second) {
    this.first = first;
    this.second = second;
  }

  @Override
  public void write(int next) throws IOException {
    first.write(next);
    second.write(next);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    first.write(bytes, from, length);
    second.write(bytes, from, length);
  }
}
