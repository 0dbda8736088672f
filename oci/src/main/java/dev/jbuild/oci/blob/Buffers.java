package dev.jbuild.oci.blob;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Copies streams in pieces that are worth a system call. */
public final class Buffers {
  private static final int BYTES = 1 << 18;

  private Buffers() {}

  /** Copies all that is left to read. Closes nothing. */
  public static void copy(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[BYTES];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      out.write(buffer, 0, count);
    }
  }

  /** Reads all that is left. Closes nothing. */
  public static void exhaust(InputStream in) throws IOException {
    copy(in, OutputStream.nullOutputStream());
  }
}
