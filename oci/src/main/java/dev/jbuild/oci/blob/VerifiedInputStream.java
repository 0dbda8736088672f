package dev.jbuild.oci.blob;

import dev.jbuild.oci.Digest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Passes bytes on and checks at their end that they are what was promised. The last bytes have been
 * passed on by then: who reads must see the end before using them.
 */
public final class VerifiedInputStream extends FilterInputStream {
  private final Digest expected;
  private final long size;
  private final Failure failure;
  private final BlobHasher hasher;
  private long seen;
  private boolean verified;

  /** What is thrown when the bytes differ. */
  @FunctionalInterface
  public interface Failure {
    /**
     * The exception to throw.
     *
     * @param fact what is wrong, such as "has 3 bytes instead of 4"
     */
    IOException because(String fact) throws IOException;
  }

  public VerifiedInputStream(InputStream in, Digest expected, long size, Failure failure) {
    super(in);
    this.expected = expected;
    this.size = size;
    this.failure = failure;
    this.hasher = BlobHasher.of(size);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = in.read(bytes, offset, length);
    if (count < 0) {
      verify();
      return -1;
    }
    seen += count;
    if (seen > size) {
      throw failure.because("has more than " + size + " bytes");
    }
    hasher.update(bytes, offset, count);
    return count;
  }

  private void verify() throws IOException {
    if (verified) {
      return;
    }
    if (seen != size) {
      throw failure.because("has " + seen + " bytes instead of " + size);
    }
    Digest actual = hasher.digest();
    if (!actual.equals(expected)) {
      throw failure.because("has the digest " + actual);
    }
    verified = true;
  }

  @Override
  public void close() throws IOException {
    hasher.close();
    super.close();
  }

  @Override
  public long skip(long count) throws IOException {
    byte[] skipped = new byte[Math.clamp(count, 0, 8192)];
    return Math.max(0, read(skipped, 0, skipped.length));
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
