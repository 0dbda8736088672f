package dev.jbuild.oci.compress;

import dev.jbuild.oci.Digest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Counts and hashes what is read through it. */
public final class DigestingInputStream extends FilterInputStream {
  private final MessageDigest hasher = Digest.hasher();
  private long count;

  public DigestingInputStream(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    int next = in.read();
    if (next >= 0) {
      hasher.update((byte) next);
      count++;
    }
    return next;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int read = in.read(bytes, from, length);
    if (read > 0) {
      hasher.update(bytes, from, read);
      count += read;
    }
    return read;
  }

  @Override
  public long skip(long length) throws IOException {
    return readNBytes((int) Math.min(length, 1 << 16)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Bytes read so far. */
  public long count() {
    return count;
  }

  /** The digest of what was read; to be asked once, at the end. */
  public Digest digest() {
    return Digest.of(hasher);
  }
}
