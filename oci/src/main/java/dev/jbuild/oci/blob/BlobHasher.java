package dev.jbuild.oci.blob;

import dev.jbuild.oci.Digest;
import dev.jbuild.oci.layer.BackgroundHasher;
import java.io.IOException;
import java.security.MessageDigest;

/** Hashes what a blob consists of; big blobs on a thread of their own, beside the reading. */
sealed interface BlobHasher {
  long BIG = 4 << 20;

  static BlobHasher of(long size) {
    return size < BIG ? new Here(Digest.hasher()) : new Beside(new BackgroundHasher());
  }

  void update(byte[] bytes, int offset, int length) throws IOException;

  /** To be asked once, at the end. */
  Digest digest() throws IOException;

  default void close() {}

  /** On the caller's thread. */
  record Here(MessageDigest hasher) implements BlobHasher {
    @Override
    public void update(byte[] bytes, int offset, int length) {
      hasher.update(bytes, offset, length);
    }

    @Override
    public Digest digest() {
      return Digest.of(hasher);
    }
  }

  /** On a thread of its own. */
  record Beside(BackgroundHasher hasher) implements BlobHasher {
    @Override
    public void update(byte[] bytes, int offset, int length) throws IOException {
      hasher.write(bytes, offset, length);
    }

    @Override
    public Digest digest() throws IOException {
      try (hasher) {
        return hasher.digest();
      }
    }

    @Override
    public void close() {
      hasher.close();
    }
  }
}
