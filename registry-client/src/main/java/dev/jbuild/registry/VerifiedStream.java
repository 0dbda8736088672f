package dev.jbuild.registry;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Digest;
import dev.jbuild.registry.transport.NetworkException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * A blob on its way. The last bytes come out only if all of them have the right digest: whoever has
 * read {@code size} bytes has verified content, whether or not the end was read too.
 */
final class VerifiedStream extends InputStream {
  private final InputStream in;
  private final Descriptor blob;
  private final Call call;
  private final MessageDigest hasher = Digest.hasher();
  private long seen;

  VerifiedStream(InputStream in, Descriptor blob, Call call) {
    this.in = in;
    this.blob = blob;
    this.call = call;
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
    int count = readSome(target, offset, length);
    if (count < 0) {
      return atEnd();
    }
    seen += count;
    if (seen > blob.size()) {
      throw corrupt("more than the " + blob.size() + " bytes of its descriptor");
    }
    hasher.update(target, offset, count);
    if (seen == blob.size()) {
      checkDigest();
    }
    return count;
  }

  private int atEnd() throws IOException {
    if (seen < blob.size()) {
      throw corrupt("only " + seen + " of " + blob.size() + " bytes");
    }
    if (blob.size() == 0) {
      checkDigest();
    }
    return -1;
  }

  private int readSome(byte[] target, int offset, int length) throws IOException {
    try {
      return in.read(target, offset, length);
    } catch (NetworkException e) {
      String where = " (after " + seen + " of " + blob.size() + " bytes)";
      throw NetworkFailures.of(call.what() + where, call.request(), e);
    }
  }

  private void checkDigest() throws IOException {
    Digest actual = Digest.of(hasher);
    if (!actual.equals(blob.digest())) {
      throw corrupt("content with digest " + actual);
    }
  }

  private RegistryException corrupt(String fact) {
    return new RegistryException.Corrupt(
        call.what() + ": " + call.request() + " gave " + fact + ": refused");
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
