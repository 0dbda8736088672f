package dev.jbuild.oci.compress;

import java.io.IOException;
import java.io.OutputStream;

/** Compresses what is written to it into another stream, which it never closes. */
public abstract class Encoder extends OutputStream {
  @Override
  public void write(int next) throws IOException {
    write(new byte[] {(byte) next}, 0, 1);
  }

  @Override
  public abstract void write(byte[] bytes, int from, int length) throws IOException;

  /** Writes all that is left, and the trailer. Nothing may be written after it. */
  public abstract void finish() throws IOException;

  /** Frees threads and memory; without {@link #finish} before, what was written is of no use. */
  @Override
  public abstract void close();
}
