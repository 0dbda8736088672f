package dev.jbuild.oci.compress;

import dev.jbuild.oci.compress.deflate.ChunkEncoder;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Our own gzip: chunks of a fixed size are encoded by several threads, and one more puts them
 * together in their order. The bytes depend on nothing but the input. Memory is bounded: a fixed
 * number of chunks goes round, and who has none waits.
 */
final class GzipEncoder extends Encoder {
  /** More would wait for the hashing, which is one thread's work. */
  private static final int MOST_THREADS = 8;

  private final ExecutorService workers;
  private final Queue<ChunkEncoder> encoders = new ConcurrentLinkedQueue<>();
  private final BlockingQueue<Chunk> free;
  private final OrderedWriter writer;
  private @Nullable Chunk current;
  private int unmade;

  GzipEncoder(OutputStream out, int threads) {
    int chunks = 2 * threads + 2;
    unmade = chunks;
    free = new ArrayBlockingQueue<>(chunks);
    workers =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("jbuild-gzip-", 0).factory());
    writer = new OrderedWriter(out, free);
  }

  static int defaultThreads() {
    return Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    int done = 0;
    while (done < length) {
      Chunk chunk = current == null ? new Chunk() : current;
      if (chunk.isFull()) {
        chunk = next(chunk);
      }
      current = chunk;
      done += chunk.fill(bytes, from + done, length - done);
    }
  }

  @Override
  public void finish() throws IOException {
    if (current != null && !current.isEmpty()) {
      submit(current);
    }
    writer.finish();
  }

  @Override
  public void close() {
    workers.shutdownNow();
    writer.close();
    workers.close();
  }

  /** Sends a full chunk off, and gets an empty one. */
  private Chunk next(Chunk full) throws IOException {
    Chunk next = take();
    next.follow(full);
    submit(full);
    return next;
  }

  private Chunk take() throws IOException {
    Chunk chunk = free.poll();
    if (chunk != null) {
      return chunk;
    }
    if (unmade > 1) {
      unmade--;
      return new Chunk();
    }
    try {
      return free.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted while compressing").initCause(e);
    }
  }

  private void submit(Chunk chunk) throws IOException {
    Future<?> encoded = workers.submit(() -> encode(chunk));
    writer.add(chunk, encoded);
  }

  private void encode(Chunk chunk) {
    ChunkEncoder known = encoders.poll();
    ChunkEncoder encoder = known == null ? new ChunkEncoder() : known;
    chunk.encode(encoder);
    encoders.add(encoder);
  }
}
