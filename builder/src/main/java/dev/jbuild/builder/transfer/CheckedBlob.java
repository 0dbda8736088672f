package dev.jbuild.builder.transfer;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.blob.VerifiedInputStream;
import dev.jbuild.oci.layer.RangedContent;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** A blob on its way that tells how much of it has come, and at its end whether it is right. */
final class CheckedBlob extends FilterInputStream {
  private static final int TELL_EVERY_BYTES = 1 << 20;

  private final LongConsumer progress;
  private int untold;

  private CheckedBlob(InputStream in, LongConsumer progress) {
    super(in);
    this.progress = progress;
  }

  static InputStream open(RangedContent content, Descriptor blob, LongConsumer progress)
      throws IOException {
    InputStream checked =
        new VerifiedInputStream(content.open(0), blob.digest(), blob.size(), content::refused);
    return new CheckedBlob(checked, progress);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = in.read(bytes, offset, length);
    untold += Math.max(count, 0);
    if (untold >= TELL_EVERY_BYTES || count < 0) {
      progress.accept(untold);
      untold = 0;
    }
    return count;
  }
}
