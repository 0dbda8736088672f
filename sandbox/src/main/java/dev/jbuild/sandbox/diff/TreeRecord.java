package dev.jbuild.sandbox.diff;

import com.google.common.base.Splitter;
import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.linux.FileStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is in a tree at some time. A file that is changed later differs in the time of its last
 * change, which no program can set.
 */
public final class TreeRecord {
  /** A directory's children by name, as the names are sorted; empty for other files. */
  record Node(FileStatus status, Map<String, Node> children) {}

  private static final Splitter PARTS = Splitter.on('/').omitEmptyStrings();

  private final Map<String, Node> top;
  private Instant last = Instant.MIN;

  private TreeRecord(DirectoryHandle root) throws IOException {
    this.top = children(root);
  }

  /** Reads all of it. */
  public static TreeRecord of(DirectoryHandle root) throws IOException {
    return new TreeRecord(root);
  }

  private Map<String, Node> children(DirectoryHandle directory) throws IOException {
    Map<String, Node> children = new TreeMap<>();
    for (String name : directory.names()) {
      FileStatus status = directory.status(name);
      if (status.changed().isAfter(last)) {
        last = status.changed();
      }
      children.put(name, new Node(status, below(directory, name, status)));
    }
    return children;
  }

  private Map<String, Node> below(DirectoryHandle parent, String name, FileStatus status)
      throws IOException {
    if (!status.isDirectory()) {
      return Map.of();
    }
    try (DirectoryHandle directory = parent.openDirectory(name)) {
      return children(directory);
    }
  }

  /** What a path is; links are not followed. */
  public Optional<FileStatus> find(String path) {
    Map<String, Node> names = top;
    Optional<FileStatus> found = Optional.empty();
    for (String name : PARTS.split(path)) {
      Node node = names.get(name);
      if (node == null) {
        return Optional.empty();
      }
      found = Optional.of(node.status());
      names = node.children();
    }
    return found;
  }

  /** Whether something is not what it was. */
  static boolean hasChanged(FileStatus before, FileStatus now) {
    return before.kind() != now.kind()
        || before.inode() != now.inode()
        || !before.changed().equals(now.changed());
  }

  Map<String, Node> top() {
    return top;
  }

  /** When the youngest change was made; empty for an empty tree. */
  public Optional<Instant> lastChange() {
    return last.equals(Instant.MIN) ? Optional.empty() : Optional.of(last);
  }
}
