package dev.jbuild.sandbox.unpack;

import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.linux.Errno;
import dev.jbuild.sandbox.linux.SyscallException;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The directories that entries go into, made where the layer does not say them; the last is kept.
 */
final class Parents {
  private final DirectoryHandle root;
  private final Consumer<String> made;
  private String lastPath = "";
  private @Nullable DirectoryHandle last;

  /**
   * @param made hears the path of each directory that had to be made
   */
  Parents(DirectoryHandle root, Consumer<String> made) {
    this.root = root;
    this.made = made;
  }

  /** The last part of a path; {@code .} for the root. */
  static String name(String path) {
    return path.isEmpty() ? "." : path.substring(path.lastIndexOf('/') + 1);
  }

  private static String directory(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /** The directory that holds the path; open until the next call. */
  DirectoryHandle of(String path) throws IOException {
    String directory = directory(path);
    if (directory.isEmpty()) {
      return root;
    }
    DirectoryHandle kept = last;
    if (kept != null && directory.equals(lastPath)) {
      return kept;
    }
    forget();
    DirectoryHandle opened = openOrMake(directory);
    last = opened;
    lastPath = directory;
    return opened;
  }

  /** The directory that holds the path, which must exist. The caller closes it. */
  DirectoryHandle open(String path) throws IOException {
    return root.openDirectoryInRoot(directory(path));
  }

  private DirectoryHandle openOrMake(String directory) throws IOException {
    try {
      return root.openDirectoryInRoot(directory);
    } catch (SyscallException e) {
      if (!e.is(Errno.ENOENT) && !e.is(Errno.ENOTDIR)) {
        throw e;
      }
    }
    make(directory);
    return root.openDirectoryInRoot(directory);
  }

  private void make(String directory) throws IOException {
    DirectoryHandle parent = of(directory);
    String name = name(directory);
    if (parent.has(name) && !parent.status(name).isDirectory()) {
      parent.removeFile(name);
    }
    if (!parent.has(name)) {
      parent.makeDirectory(name, 0755);
      made.accept(directory);
    }
  }

  /** Closes what is kept. */
  void forget() throws IOException {
    DirectoryHandle kept = last;
    last = null;
    lastPath = "";
    if (kept != null) {
      kept.close();
    }
  }
}
