package dev.jbuild.oci.layer;

import dev.jbuild.oci.Digest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Hashes what is written to it on a thread of its own: SHA-256 costs more than anything else where
 * the processor does not help. A few buffers go round, so memory is bounded.
 */
public final class BackgroundHasher extends OutputStream {
  private static final int BUFFERS = 4;
  private static final int BUFFER_BYTES = 1 << 17;

  private final MessageDigest hasher = Digest.hasher();
  private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(BUFFERS);
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("jbuild-hasher").factory());
  private int unmade = BUFFERS;
  private byte @Nullable [] current;
  private int filled;
  private long count;

  @Override
  public void write(int next) throws IOException {
    write(new byte[] {(byte) next}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    int done = 0;
    while (done < length) {
      byte[] buffer = current == null ? take() : current;
      current = buffer;
      int taken = Math.min(length - done, buffer.length - filled);
      System.arraycopy(bytes, from + done, buffer, filled, taken);
      filled += taken;
      done += taken;
      if (filled == buffer.length) {
        hand(buffer);
      }
    }
    count += length;
  }

  /** Bytes written so far. */
  long count() {
    return count;
  }

  /** The digest of all that was written; to be asked once, at the end. */
  public Digest digest() throws IOException {
    if (current != null) {
      hand(current);
    }
    try {
      return thread.submit(() -> Digest.of(hasher)).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("hashing can't fail", e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Ends the thread. */
  @Override
  public void close() {
    thread.shutdownNow();
  }

  private void hand(byte[] buffer) {
    int length = filled;
    thread.execute(() -> {
      hasher.update(buffer, 0, length);
      free.add(buffer);
    });
    current = null;
    filled = 0;
  }

  private byte[] take() throws IOException {
    byte[] buffer = free.poll();
    if (buffer != null) {
      return buffer;
    }
    if (unmade > 0) {
      unmade--;
      return new byte[BUFFER_BYTES];
    }
    try {
      return free.take();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IOException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return (IOException) new InterruptedIOException("interrupted while hashing").initCause(cause);
  }
}
