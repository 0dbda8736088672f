package dev.jbuild.sandbox.worker;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.tree.Metadata;
import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.linux.Errno;
import dev.jbuild.sandbox.linux.FileStatus;
import dev.jbuild.sandbox.linux.SyscallException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the files and directories that something is mounted on where the image lacks them, and
 * takes them out of the upper directory again, as if they had never been.
 */
final class MountPoints {
  private static final ImmutableList<String> FILE_SYSTEMS = ImmutableList.of("dev", "proc", "sys");

  private final DirectoryHandle root;
  private final List<Made> made = new ArrayList<>();
  private final Map<String, FileStatus> touched = new LinkedHashMap<>();

  private record Made(String path, boolean directory) {}

  /**
   * @param root the mounted root
   */
  MountPoints(DirectoryHandle root) {
    this.root = root;
  }

  /** For what the runtimes always mount. A link there could lead the mounts astray: refused. */
  void makeFileSystems() throws IOException {
    for (String path : FILE_SYSTEMS) {
      if (!RootPath.resolve(root, path).equals(path)) {
        throw new IOException(
            "/" + path + " in the image is a symbolic link: it must be a directory");
      }
      make(path, true);
      remember(path);
    }
  }

  /** Gives the path of the file, links resolved, absolute in the root. */
  String makeFile(String target) throws IOException {
    String path = RootPath.resolve(root, target);
    if (!isInFileSystems(path)) {
      make(path, false);
      remember(path);
    }
    return "/" + path;
  }

  /** Whether the runtimes mount something of their own above the path. */
  static boolean isInFileSystems(String path) {
    return FILE_SYSTEMS.stream().anyMatch(above -> (path + "/").startsWith(above + "/"));
  }

  /**
   * Makes what can be mounted on, if nothing is there.
   *
   * @param path relative to the root, links resolved
   */
  void make(String path, boolean directory) throws IOException {
    if (root.statusInRoot(path).isPresent()) {
      return;
    }
    String parentPath = parent(path);
    make(parentPath, true);
    remember(parentPath);
    try (DirectoryHandle parent = root.openDirectoryInRoot(parentPath)) {
      FileStatus before = parent.status();
      String name = name(path);
      if (directory) {
        parent.makeDirectory(name, 0755);
      } else {
        parent.createFile(name).close();
      }
      made.add(new Made(path, directory));
      parent.setTime(name, Metadata.EPOCH);
      parent.setTime(".", before.mtime());
    }
  }

  /** Making a file copies the directories above it into the upper directory. */
  private void remember(String last) throws IOException {
    for (String path = last; !path.isEmpty(); path = parent(path)) {
      FileStatus status = root.statusInRoot(path).orElseThrow();
      touched.putIfAbsent(path, status);
    }
  }

  /** Removes what was made and is still as it was made. */
  void removeFrom(Path upper) throws IOException {
    try (DirectoryHandle upperRoot = DirectoryHandle.open(upper)) {
      for (Made one : made.reversed()) {
        remove(upperRoot, one);
      }
    }
  }

  private static void remove(DirectoryHandle upper, Made one) throws IOException {
    if (upper.statusInRoot(parent(one.path)).isEmpty()) {
      return;
    }
    String name = name(one.path);
    try (DirectoryHandle parent = upper.openDirectoryInRoot(parent(one.path))) {
      if (!parent.has(name) || parent.status(name).isDirectory() != one.directory) {
        return;
      }
      FileStatus before = parent.status();
      if (one.directory) {
        removeIfEmpty(parent, name);
      } else if (parent.status(name).size() == 0) {
        parent.removeFile(name);
      }
      parent.setTime(".", before.mtime());
    }
  }

  private static void removeIfEmpty(DirectoryHandle parent, String name) throws IOException {
    try {
      parent.removeDirectory(name);
    } catch (SyscallException e) {
      if (!e.is(Errno.ENOTEMPTY)) {
        throw e;
      }
    }
  }

  /** The directories that making mount points copied up, as they were before. */
  Map<String, FileStatus> touched() {
    return Collections.unmodifiableMap(touched);
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
