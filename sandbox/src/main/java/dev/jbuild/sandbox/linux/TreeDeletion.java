package dev.jbuild.sandbox.linux;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/** Deletes trees without ever following a link out of them, or what is mounted in them. */
public final class TreeDeletion {
  private static final int ALL_OF_OWNER = 0700;

  private TreeDeletion() {}

  /** Deletes a directory or file; does nothing if it is not there. */
  public static void delete(Path path) throws IOException {
    Path absolute = path.toAbsolutePath();
    Path directory = Objects.requireNonNull(absolute.getParent(), "the root is never deleted");
    try (DirectoryHandle parent = DirectoryHandle.open(directory)) {
      delete(parent, absolute.getFileName().toString());
    } catch (SyscallException e) {
      if (!e.is(Errno.ENOENT)) {
        throw e;
      }
    }
  }

  /** Deletes a name and all below it; does nothing if it is not there. */
  public static void delete(DirectoryHandle parent, String name) throws IOException {
    if (!parent.has(name)) {
      return;
    }
    FileStatus status = parent.status(name);
    if (!status.isDirectory()) {
      parent.removeFile(name);
      return;
    }
    if ((status.mode() & ALL_OF_OWNER) != ALL_OF_OWNER) {
      parent.chmod(name, ALL_OF_OWNER); // or its owner, if not root, could not look into it
    }
    try (DirectoryHandle directory = parent.openOwnDirectory(name)) {
      for (String child : directory.names()) {
        delete(directory, child);
      }
    }
    parent.removeDirectory(name);
  }
}
