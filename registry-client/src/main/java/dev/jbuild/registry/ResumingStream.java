package dev.jbuild.registry;

import dev.jbuild.oci.layer.RangedContent;
import java.io.IOException;
import java.io.InputStream;

/** Goes on where a blob broke off, as often as some of it comes in between. */
final class ResumingStream extends InputStream {
  private static final long WORTH_A_TRY = 64 * 1024;

  private final RangedContent source;
  private final Retries retries;
  private InputStream in;
  private long position;
  private long lastFailure;
  private int attempt = 1;

  ResumingStream(RangedContent source, long offset, Retries retries) throws IOException {
    this.source = source;
    this.retries = retries;
    this.position = offset;
    this.lastFailure = offset;
    this.in = source.open(offset);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    while (true) {
      try {
        int count = in.read(target, offset, length);
        position += Math.max(count, 0);
        return count;
      } catch (RegistryException e) {
        reopen(e);
      }
    }
  }

  private void reopen(RegistryException failure) throws IOException {
    in.close();
    attempt = position - lastFailure >= WORTH_A_TRY ? 1 : attempt;
    lastFailure = position;
    retries.await(failure, attempt++);
    in = source.open(position);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
