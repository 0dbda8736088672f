package dev.jbuild.sandbox.worker;

import com.google.common.base.Splitter;
import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.linux.FileStatus;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Finds where a path in a root really leads, even when nothing is there yet. */
final class RootPath {
  private static final Splitter PARTS = Splitter.on('/').omitEmptyStrings();
  private static final int MOST_LINKS = 40;

  private final DirectoryHandle root;
  private final String asked;
  private final Deque<String> ahead = new ArrayDeque<>();
  private final List<String> real = new ArrayList<>();
  private int links;

  private RootPath(DirectoryHandle root, String asked) {
    this.root = root;
    this.asked = asked;
    PARTS.split(asked).forEach(ahead::addLast);
  }

  /** The path without links and {@code ..}, relative to the root. */
  static String resolve(DirectoryHandle root, String path) throws IOException {
    return new RootPath(root, path).resolve();
  }

  private String resolve() throws IOException {
    while (!ahead.isEmpty()) {
      step(ahead.removeFirst());
    }
    return String.join("/", real);
  }

  private void step(String part) throws IOException {
    if (part.equals(".")) {
      return;
    }
    if (part.equals("..")) {
      if (!real.isEmpty()) {
        real.removeLast();
      }
      return;
    }
    String parent = String.join("/", real);
    real.add(part);
    if (root.statusInRoot(parent).filter(FileStatus::isDirectory).isEmpty()) {
      return;
    }
    try (DirectoryHandle directory = root.openDirectoryInRoot(parent)) {
      if (directory.has(part) && directory.status(part).kind() == FileStatus.Kind.SYMLINK) {
        follow(directory.readSymlink(part));
      }
    }
  }

  private void follow(String target) throws IOException {
    if (++links > MOST_LINKS) {
      throw new FileSystemLoopException(asked + " in the image");
    }
    real.removeLast();
    if (target.startsWith("/")) {
      real.clear();
    }
    List<String> parts = PARTS.splitToList(target);
    parts.reversed().forEach(ahead::addFirst);
  }
}
