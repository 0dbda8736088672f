package dev.jbuild.sandbox.erofs;

import java.io.IOException;
import java.io.OutputStream;

/** Knows where it is, and fills gaps with zeros. */
final class PaddedOutput {
  private final OutputStream out;
  private long position;

  PaddedOutput(OutputStream out) {
    this.out = out;
  }

  long position() {
    return position;
  }

  void write(byte[] bytes) throws IOException {
    out.write(bytes);
    position += bytes.length;
  }

  /** Goes on at a position that is not behind. */
  void padTo(long next) throws IOException {
    write(new byte[Math.toIntExact(next - position)]);
  }
}
