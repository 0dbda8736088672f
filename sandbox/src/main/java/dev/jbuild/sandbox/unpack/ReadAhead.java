package dev.jbuild.sandbox.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** Reads a stream on a thread of its own, so that decompression and writing overlap. */
final class ReadAhead extends InputStream {
  private static final int CHUNK = 128 * 1024;
  private static final int CHUNKS = 16;

  private final InputStream source;
  private final BlockingQueue<Chunk> filled = new ArrayBlockingQueue<>(CHUNKS);
  private final Thread thread;
  private ByteBuffer current = ByteBuffer.allocate(0);
  private boolean ended;

  /** The last one is empty; it has the failure, if that is what ended the stream. */
  private record Chunk(ByteBuffer bytes, boolean last, @Nullable Throwable failure) {}

  ReadAhead(InputStream source) {
    this.source = source;
    this.thread = Thread.ofPlatform().daemon().name("decompress").start(this::pump);
  }

  private void pump() {
    try {
      boolean last = false;
      while (!last) {
        Chunk chunk = next();
        filled.put(chunk);
        last = chunk.last;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Chunk next() {
    byte[] bytes = new byte[CHUNK];
    try {
      int length = source.readNBytes(bytes, 0, CHUNK);
      return new Chunk(ByteBuffer.wrap(bytes, 0, length), length == 0, null);
    } catch (IOException | RuntimeException | Error e) {
      return new Chunk(ByteBuffer.allocate(0), true, e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!current.hasRemaining() && !advance()) {
      return -1;
    }
    int count = Math.min(length, current.remaining());
    current.get(bytes, offset, count);
    return count;
  }

  private boolean advance() throws IOException {
    if (ended) {
      return false;
    }
    Chunk next = take();
    current = next.bytes;
    ended = next.last;
    rethrow(next.failure);
    return !ended;
  }

  private Chunk take() throws IOException {
    try {
      return filled.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("unpacking was interrupted");
    }
  }

  private static void rethrow(@Nullable Throwable failure) throws IOException {
    switch (failure) {
      case null -> {}
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Throwable e -> throw new IOException(e);
    }
  }

  /** Ends the thread; the source's owner closes the source. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
