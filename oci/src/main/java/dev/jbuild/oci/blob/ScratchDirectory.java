package dev.jbuild.oci.blob;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Where one process keeps its unfinished files: a directory {@code .tmp-<random>} below the root
 * they will be renamed into. It is locked as long as its process lives; what dead processes left is
 * deleted when the next one makes its own.
 */
public final class ScratchDirectory implements AutoCloseable {
  private static final String PREFIX = ".tmp-";

  private final Path root;
  private final LockFile locks;
  private final AtomicLong count = new AtomicLong();
  private @Nullable Path directory;
  private LockFile.@Nullable Held held;

  /** Makes nothing yet. */
  public ScratchDirectory(Path root, LockFile locks) {
    this.root = root;
    this.locks = locks;
  }

  /** A path where nothing is yet, in the directory, which this makes on first use. */
  public Path newPath() throws IOException {
    return directory().resolve(Long.toString(count.incrementAndGet()));
  }

  private synchronized Path directory() throws IOException {
    Path made = directory;
    if (made != null) {
      return made;
    }
    sweep();
    String name = PREFIX + Long.toHexString(ThreadLocalRandom.current().nextLong());
    LockFile.Held lock = locks.exclusive(name);
    try {
      made = Files.createDirectories(root.resolve(name));
    } catch (IOException e) {
      lock.close();
      throw DiskFullException.translate(root, e);
    }
    held = lock;
    directory = made;
    return made;
  }

  /** Deletes what dead processes left; returns how many bytes that were. */
  public long sweep() throws IOException {
    long bytes = 0;
    for (Path left : leftovers()) {
      Optional<LockFile.Held> dead = locks.tryExclusive(left.getFileName().toString());
      if (dead.isPresent()) {
        try (LockFile.Held _ = dead.get()) {
          bytes += DirectoryTree.size(left);
          DirectoryTree.delete(left);
        }
      }
    }
    return bytes;
  }

  private List<Path> leftovers() throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root, PREFIX + "*")) {
      entries.forEach(found::add);
    } catch (NoSuchFileException e) {
      return List.of();
    }
    return found;
  }

  /** Deletes the directory and all unfinished files in it. It may be used again after this. */
  @Override
  public synchronized void close() throws IOException {
    Path made = directory;
    LockFile.Held lock = held;
    if (made == null || lock == null) {
      return;
    }
    directory = null;
    held = null;
    try (lock) {
      DirectoryTree.delete(made);
    }
  }
}
