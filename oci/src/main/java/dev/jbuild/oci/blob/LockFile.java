package dev.jbuild.oci.blob;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Locks between threads and processes, by key, all in one empty file. The kernel frees the locks of
 * a process that dies, so no lock is ever stale and none needs to be cleaned up.
 *
 * <p>Locks are byte ranges (fcntl). A process loses all its locks of a file when it closes any
 * channel of it, so there is one LockFile a path in a process, and its channel stays open. Waiting
 * is polling: the kernel sees one owner for all threads of a process and would report deadlocks
 * that are none.
 */
public final class LockFile {
  private static final ConcurrentMap<Path, LockFile> OPEN = new ConcurrentHashMap<>();
  private static final long LONGEST_PAUSE_MILLIS = 50;
  private static final long PATIENCE_MILLIS = 500;

  private final Path file;
  private final Map<LockRange, Claim> claims = new HashMap<>();
  private @Nullable FileChannel channel;

  private LockFile(Path file) {
    this.file = file;
  }

  /** The lock file at this path. It and its directory are made by the first lock. */
  public static LockFile at(Path file) {
    return OPEN.computeIfAbsent(file.toAbsolutePath().normalize(), LockFile::new);
  }

  /** A lock that is held. Any thread may close it, once. */
  @FunctionalInterface
  public interface Held extends AutoCloseable {
    @Override
    void close();
  }

  /** Hears of a lock that others have held for a while. Called once at most. */
  @FunctionalInterface
  public interface Waiting {
    /**
     * The waiting goes on.
     *
     * @param isOurs whether this very process holds it
     */
    void begins(boolean isOurs);
  }

  private static final class Claim {
    final FileLock lock;
    int holders = 1;

    Claim(FileLock lock) {
      this.lock = lock;
    }
  }

  /** Waits until nobody else holds the key. */
  public Held exclusive(String key) throws IOException {
    return exclusive(key, _ -> {});
  }

  /** The same; tells when it takes long. */
  public Held exclusive(String key, Waiting waiting) throws IOException {
    return acquire(LockRange.of(key), false, waiting);
  }

  /** Waits until nobody holds the key exclusively. */
  public Held shared(String key) throws IOException {
    return shared(LockRange.of(key));
  }

  /** The same; tells when it takes long. */
  public Held shared(String key, Waiting waiting) throws IOException {
    return acquire(LockRange.of(key), true, waiting);
  }

  public Held shared(LockRange range) throws IOException {
    return acquire(range, true, _ -> {});
  }

  /** Takes the key if nobody else holds it; does not wait. */
  public Optional<Held> tryExclusive(String key) throws IOException {
    return attempt(LockRange.of(key), false);
  }

  /** Whether nobody, in this process or another, holds a lock anywhere in the range. */
  public boolean isFree(LockRange range) throws IOException {
    Optional<Held> held = attempt(range, false);
    held.ifPresent(Held::close);
    return held.isPresent();
  }

  private Held acquire(LockRange range, boolean shared, Waiting waiting) throws IOException {
    long pause = 1;
    long waited = 0;
    Optional<Held> held = attempt(range, shared);
    while (held.isEmpty()) {
      sleep(pause);
      waited += pause;
      if (waited >= PATIENCE_MILLIS && waited - pause < PATIENCE_MILLIS) {
        waiting.begins(isOurs(range));
      }
      pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
      held = attempt(range, shared);
    }
    return held.get();
  }

  private synchronized boolean isOurs(LockRange range) {
    return claims.containsKey(range);
  }

  private void sleep(long millis) throws InterruptedIOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for a lock in " + file);
    }
  }

  private synchronized Optional<Held> attempt(LockRange range, boolean shared) throws IOException {
    Claim claim = claims.get(range);
    if (claim == null) {
      return lock(range, shared);
    }
    if (!shared || !claim.lock.isShared()) {
      return Optional.empty();
    }
    claim.holders++;
    return Optional.of(() -> release(range));
  }

  private Optional<Held> lock(LockRange range, boolean shared) throws IOException {
    try {
      FileLock lock = channel().tryLock(range.position(), range.size(), shared);
      if (lock == null) {
        return Optional.empty();
      }
      claims.put(range, new Claim(lock));
      return Optional.of(() -> release(range));
    } catch (OverlappingFileLockException e) {
      return Optional.empty(); // this process holds it, through a range that overlaps
    }
  }

  private FileChannel channel() throws IOException {
    FileChannel open = channel;
    if (open != null && open.isOpen() && (!claims.isEmpty() || Files.exists(file))) {
      return open;
    }
    if (open != null) {
      open.close(); // its file was deleted: others would lock a new one
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    open = FileChannel.open(file, CREATE, READ, WRITE);
    channel = open;
    return open;
  }

  private synchronized void release(LockRange range) {
    Claim claim = claims.get(range);
    if (claim == null || --claim.holders > 0) {
      return;
    }
    claims.remove(range);
    try {
      claim.lock.release();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot release a lock in " + file, e);
    }
  }
}
