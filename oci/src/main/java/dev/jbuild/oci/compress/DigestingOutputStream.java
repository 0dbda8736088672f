package dev.jbuild.oci.compress;

import dev.jbuild.oci.Digest;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/** Counts and hashes what is written through it. */
public final class DigestingOutputStream extends FilterOutputStream {
  private final MessageDigest hasher = Digest.hasher();
  private long count;

  public DigestingOutputStream(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int next) throws IOException {
    out.write(next);
    hasher.update((byte) next);
    count++;
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    out.write(bytes, from, length);
    hasher.update(bytes, from, length);
    count += length;
  }

  /** Bytes written so far. */
  public long count() {
    return count;
  }

  /** The digest of what was written; to be asked once, at the end. */
  public Digest digest() {
    return Digest.of(hasher);
  }
}
