package dev.jbuild.sandbox.unpack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Keeps two threads or processes from unpacking the same layer at once. */
final class LayerStoreLock implements AutoCloseable {
  private static final ConcurrentHashMap<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

  private final Path file;
  private final ReentrantLock thread;
  private final FileChannel channel;

  private LayerStoreLock(Path file, ReentrantLock thread, FileChannel channel) {
    this.file = file;
    this.thread = thread;
    this.channel = channel;
  }

  /** Waits until nobody else has it. */
  static LayerStoreLock acquire(Path file) throws IOException {
    ReentrantLock thread = THREADS.computeIfAbsent(file, _ -> new ReentrantLock());
    thread.lock();
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel.lock();
      return new LayerStoreLock(file, thread, channel);
    } catch (IOException | RuntimeException e) {
      thread.unlock();
      throw e;
    }
  }

  /** Says that nobody needs the lock any more, because what it guarded is done for good. */
  void retire() throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      thread.unlock();
    }
  }
}
