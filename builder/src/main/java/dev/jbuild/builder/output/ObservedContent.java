package dev.jbuild.builder.output;

import dev.jbuild.oci.layer.RangedContent;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Tells now and then how far its reader is.
 *
 * @param listener is told the position
 */
public record ObservedContent(RangedContent content, LongConsumer listener)
    implements RangedContent {
  private static final long TELL_EVERY_BYTES = 1 << 20;

  /**
   * Content that tells how much more was read each time; of a stream that goes on in the middle,
   * what stands before it counts too.
   */
  public static RangedContent counting(RangedContent content, LongConsumer more) {
    AtomicLong told = new AtomicLong();
    return new ObservedContent(
        content, position -> more.accept(position - told.getAndSet(position)));
  }

  @Override
  public InputStream open(long offset) throws IOException {
    return new Telling(content.open(offset), offset);
  }

  @Override
  public IOException refused(String fact) {
    return content.refused(fact);
  }

  private final class Telling extends FilterInputStream {
    private long position;
    private long told;

    Telling(InputStream in, long offset) {
      super(in);
      position = offset;
      told = offset;
    }

    @Override
    public int read() throws IOException {
      int value = in.read();
      add(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = in.read(bytes, offset, length);
      add(Math.max(count, 0));
      return count;
    }

    private void add(int bytes) {
      position += bytes;
      if (position - told >= TELL_EVERY_BYTES) {
        told = position;
        listener.accept(position);
      }
    }
  }
}
