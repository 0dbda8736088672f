package dev.jbuild.sandbox.unpack;

import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.linux.Errno;
import dev.jbuild.sandbox.linux.SyscallException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The directories that entries go into, made where the layer does not say them; the last is kept.
 */
final class Parents {
  private static final int DEFAULT_MODE = 0755;

  private final DirectoryHandle root;
  private final Made made;
  private String lastPath = "";
  private @Nullable DirectoryHandle last;

  /** Hears of directories that no entry has brought yet. */
  @FunctionalInterface
  interface Made {
    /**
     * One is there now.
     *
     * @param isRemoved whether the layer removes what lower layers have of that name
     */
    void directory(DirectoryHandle parent, String path, boolean isRemoved) throws IOException;
  }

  /**
   * @param made hears of each directory that had to be made
   */
  Parents(DirectoryHandle root, Made made) {
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
    forget();
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
    boolean isThere = parent.has(name);
    boolean isRemoved = isThere && parent.status(name).isWhiteout();
    if (isThere && !parent.status(name).isDirectory()) {
      parent.removeFile(name);
      isThere = false;
    }
    if (!isThere) {
      makeDirectory(parent, name);
      made.directory(parent, directory, isRemoved);
    }
  }

  /** One that is root's, whatever its parent would pass on. */
  static void makeDirectory(DirectoryHandle parent, String name) throws IOException {
    parent.makeDirectory(name, DEFAULT_MODE);
    parent.chown(name, 0, 0);
    parent.chmod(name, DEFAULT_MODE);
  }

  /** To be called when something was replaced in a directory that is still of use. */
  void forgetBut(DirectoryHandle parent) throws IOException {
    if (last != parent) {
      forget();
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
