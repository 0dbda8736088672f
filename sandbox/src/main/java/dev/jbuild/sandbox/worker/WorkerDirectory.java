package dev.jbuild.sandbox.worker;

import dev.jbuild.sandbox.linux.TreeDeletion;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A worker's own directory. A lock on the file beside it tells that the worker lives; what dead
 * ones left is removed.
 */
final class WorkerDirectory implements AutoCloseable {
  private static final String PREFIX = "worker-";
  private static final String LOCK = ".lock";

  private final Path path;
  private final Path lockFile;
  private final FileChannel lock;

  private WorkerDirectory(Path path, Path lockFile, FileChannel lock) {
    this.path = path;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  static WorkerDirectory create(Path parent) throws IOException {
    Files.createDirectories(parent);
    String name = PREFIX + Long.toHexString(ThreadLocalRandom.current().nextLong());
    Path lockFile = parent.resolve(name + LOCK);
    FileChannel lock =
        FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    lock.lock();
    return new WorkerDirectory(Files.createDirectory(directoryOf(lockFile)), lockFile, lock);
  }

  private static Path directoryOf(Path lockFile) {
    String name = lockFile.getFileName().toString();
    return lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length()));
  }

  Path path() {
    return path;
  }

  /** Removes what a worker left outside of its directory. */
  interface Remains {
    void removeOf(Path directory) throws IOException;
  }

  /** Removes the directories of workers that are no more, and first what they tell of. */
  void removeOthersThatDied(Remains remains) throws IOException {
    try (DirectoryStream<Path> locks =
        Files.newDirectoryStream(lockFile.getParent(), PREFIX + "*" + LOCK)) {
      for (Path other : locks) {
        if (!other.equals(lockFile)) {
          removeIfDead(other, remains);
        }
      }
    }
  }

  private static void removeIfDead(Path other, Remains remains) throws IOException {
    try (FileChannel channel = FileChannel.open(other, StandardOpenOption.WRITE)) {
      @Nullable FileLock lock = channel.tryLock();
      if (lock != null) {
        if (Files.isDirectory(directoryOf(other))) {
          remains.removeOf(directoryOf(other));
        }
        TreeDeletion.delete(directoryOf(other));
        Files.deleteIfExists(other);
      }
    }
  }

  @Override
  public void close() throws IOException {
    TreeDeletion.delete(path);
    Files.deleteIfExists(lockFile);
    lock.close();
  }
}
