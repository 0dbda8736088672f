package dev.jbuild.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jbuild.oci.Digest;
import dev.jbuild.oci.blob.DirectoryTree;
import dev.jbuild.oci.blob.LockFile;
import dev.jbuild.oci.blob.PendingFile;
import dev.jbuild.oci.blob.ScratchDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * What was fetched from elsewhere, by key: git repositories and checkouts as directories, and notes
 * on files of web servers. What has its name is whole, and stays as long as a process that asked
 * for it runs.
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

  /** The text that was last written under this key; after a power failure, it may be cut off. */
  public Optional<String> read(Digest key) throws IOException {
    Path file = root.resolve(key.hex());
    try {
      String text = Files.readString(file);
      session.use(file);
      return Optional.of(text);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Remembers a small text about a source that may change; replaces an earlier one. */
  public void write(Digest key, String text) throws IOException {
    session.begin();
    PendingFile.writeSoon(scratch, root.resolve(key.hex()), text.getBytes(UTF_8));
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
