package dev.jbuild.oci.compress;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A thread that writes chunks in the order in which they were handed over, each when it is encoded.
 * After a failure it goes on to take chunks and to give them back, without writing: so nobody waits
 * for ever, and the next call from the other side throws what happened.
 */
final class OrderedWriter {
  private final GzipMember member;
  private final BlockingQueue<Chunk> free;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("jbuild-gzip-writer").factory());
  private volatile @Nullable Throwable failure;

  /** Written chunks go to {@code free}, which must have room for all that there are. */
  OrderedWriter(OutputStream out, BlockingQueue<Chunk> free) {
    this.member = new GzipMember(out);
    this.free = free;
    thread.execute(() -> run(member::start));
  }

  /** Takes a chunk and the future that is done when it is encoded. */
  void add(Chunk chunk, Future<?> encoded) throws IOException {
    throwFailure();
    thread.execute(() -> {
      run(() -> write(chunk, encoded));
      free.add(chunk);
    });
  }

  /** Waits until everything is written. */
  void finish() throws IOException {
    Future<?> last = thread.submit(() -> run(member::finish));
    try {
      last.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("failures are kept, not thrown", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted while compressing").initCause(e);
    }
    throwFailure();
  }

  /** Stops; when this returns, nothing more will be written. */
  void close() {
    thread.shutdownNow();
    thread.close();
  }

  private void write(Chunk chunk, Future<?> encoded)
      throws IOException, ExecutionException, InterruptedException {
    encoded.get();
    member.add(chunk);
  }

  private interface Task {
    void run() throws IOException, ExecutionException, InterruptedException;
  }

  private void run(Task task) {
    try {
      if (failure == null) {
        task.run();
      }
    } catch (ExecutionException e) {
      failure = e.getCause();
    } catch (Throwable e) {
      failure = e;
    }
  }

  private void throwFailure() throws IOException {
    Throwable found = failure;
    if (found instanceof IOException e) {
      throw e;
    }
    if (found != null) {
      throw new IOException("compression failed: " + found, found);
    }
  }
}
