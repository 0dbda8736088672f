package dev.jbuild.cache;

import dev.jbuild.oci.blob.LockFile;
import dev.jbuild.oci.blob.LockRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Says that this process uses the cache, so that no other removes what it uses. What a process uses
 * gets the time of its use as its modification time; and while it runs, it holds a lock whose
 * position is the time of its start. So who cleans up knows since when somebody has been running,
 * and spares what was used since then.
 */
final class Session implements AutoCloseable {
  static final String PRUNE = "prune";

  private final LockFile locks;
  private @Nullable Instant start;
  private LockFile.@Nullable Held held;

  /** Does nothing until something is used. */
  Session(LockFile locks) {
    this.locks = locks;
  }

  /** Waits for a running clean-up and keeps later ones off what is used from here on. */
  synchronized Instant begin() throws IOException {
    Instant begun = start;
    if (begun != null) {
      return begun;
    }
    try (LockFile.Held _ = locks.shared(PRUNE)) {
      begun = Instant.now();
      held = locks.shared(startedAt(begun, 1));
      start = begun;
      return begun;
    }
  }

  private static LockRange startedAt(Instant first, long millis) {
    return new LockRange(LockRange.BEYOND_KEYS + first.toEpochMilli(), millis);
  }

  /** Marks a file as used by this session; a file that is not there is nobody's. */
  void use(Path file, FileTime lastUsed) throws IOException {
    if (lastUsed.toInstant().isBefore(begin())) {
      try {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      } catch (NoSuchFileException e) {
        return;
      }
    }
  }

  /** Marks a file as used by this session. */
  void use(Path file) throws IOException {
    try {
      use(file, Files.getLastModifiedTime(file));
    } catch (NoSuchFileException e) {
      return;
    }
  }

  /** When the session that has been running longest began; {@link Instant#MAX} where none runs. */
  static Instant oldestRunning(LockFile locks) throws IOException {
    long low = 0;
    long high = Instant.now().toEpochMilli() + 1;
    if (locks.isFree(startedAt(Instant.EPOCH, high))) {
      return Instant.MAX;
    }
    while (low + 1 < high) {
      long middle = (low + high) / 2;
      if (locks.isFree(startedAt(Instant.EPOCH, middle))) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Instant.ofEpochMilli(low);
  }

  @Override
  public synchronized void close() {
    if (held != null) {
      held.close();
      held = null;
      start = null;
    }
  }
}
