package dev.jbuild.cache;

import dev.jbuild.oci.Digest;
import dev.jbuild.oci.blob.DirectoryTree;
import dev.jbuild.oci.blob.LockFile;
import dev.jbuild.oci.blob.ScratchDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Directories with what was fetched from elsewhere, by key: git repositories and checkouts. What
 * has its name is whole, and stays as long as a process that asked for it runs.
 */
public final class SourceStore {
  private final Path root;
  private final ScratchDirectory scratch;
  private final Session session;
  private final LockFile locks;

  SourceStore(Path root, ScratchDirectory scratch, Session session, LockFile locks) {
    this.root = root;
    this.scratch = scratch;
    this.session = session;
    this.locks = locks;
  }

  /** Fills a directory. */
  @FunctionalInterface
  public interface Making {
    void make(Path empty) throws IOException, InterruptedException;
  }

  /** The directory with this key; where it is not here, it is made, by one process at a time. */
  public Path get(Digest key, Making making) throws IOException, InterruptedException {
    session.begin();
    Path directory = root.resolve(key.hex());
    if (!isHere(directory)) {
      try (LockFile.Held _ = locks.exclusive("source " + key)) {
        if (!isHere(directory)) {
          make(directory, making);
        }
      }
    }
    session.use(directory);
    return directory;
  }

  private static boolean isHere(Path directory) {
    return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS);
  }

  private void make(Path directory, Making making) throws IOException, InterruptedException {
    Path unfinished = Files.createDirectory(scratch.newPath());
    try {
      making.make(unfinished);
      Files.createDirectories(root);
      Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      DirectoryTree.delete(unfinished);
    }
  }
}
