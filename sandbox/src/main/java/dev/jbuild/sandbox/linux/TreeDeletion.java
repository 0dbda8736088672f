package dev.jbuild.sandbox.linux;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/** Deletes trees without ever following a link out of them, or what is mounted in them. */
public final class TreeDeletion {
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
    if (!parent.status(name).isDirectory()) {
      parent.removeFile(name);
      return;
    }
    try (DirectoryHandle directory = parent.openOwnDirectory(name)) {
      for (String child : directory.names()) {
        delete(directory, child);
      }
    }
    parent.removeDirectory(name);
  }
}
