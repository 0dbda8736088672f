package dev.jbuild.registry;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.layer.RangedContent;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * A whole blob on its way. The last bytes come out only if all of them have the right digest:
 * whoever has read {@code size} bytes has verified content, whether or not the end was read too.
 */
final class VerifiedStream extends InputStream {
  private final InputStream in;
  private final Descriptor blob;
  private final RangedContent source;
  private final MessageDigest hasher = Digest.hasher();
  private long seen;

  VerifiedStream(RangedContent source, Descriptor blob) throws IOException {
    this.in = source.open(0);
    this.blob = blob;
    this.source = source;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int count = in.read(target, offset, length);
    if (count > 0) {
      hasher.update(target, offset, count);
      seen += count;
    }
    boolean isLast = count > 0 ? seen == blob.size() : blob.size() == 0;
    if (isLast) {
      checkDigest();
    }
    return count;
  }

  private void checkDigest() throws IOException {
    Digest actual = Digest.of(hasher);
    if (!actual.equals(blob.digest())) {
      throw source.refused("is content with digest " + actual);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
