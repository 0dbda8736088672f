package dev.jbuild.sandbox;

import com.google.common.hash.Hashing;
import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.linux.ExtendedAttributes;
import dev.jbuild.sandbox.linux.FileStatus;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A line for everything in a tree, with all that a program could ask about it. */
final class TreeListing {
  private final List<String> lines = new ArrayList<>();
  private final Map<Long, String> firstNames = new HashMap<>();

  private TreeListing() {}

  static List<String> of(DirectoryHandle root) throws IOException {
    TreeListing listing = new TreeListing();
    listing.add(root, ".", "");
    listing.children(root, "");
    return listing.lines;
  }

  private void children(DirectoryHandle directory, String path) throws IOException {
    for (String name : directory.names()) {
      add(directory, name, path + "/" + name);
      if (directory.status(name).isDirectory()) {
        try (DirectoryHandle child = directory.openDirectory(name)) {
          children(child, path + "/" + name);
        }
      }
    }
  }

  private void add(DirectoryHandle parent, String name, String path) throws IOException {
    FileStatus status = parent.status(name);
    String first = firstNames.computeIfAbsent(status.inode(), _ -> path);
    lines.add(
        status.isWhiteout()
            ? path + " removed"
            : path
                + String.format(
                    " %s %o %d:%d ", status.kind(), status.mode(), status.uid(), status.gid())
                + (status.mtime() + " links " + status.links() + " as " + first)
                + (" device " + status.major() + ":" + status.minor())
                + (" "
                    + attributes(parent.attributes(name))
                    + " "
                    + content(parent, name, status)));
  }

  private static Map<String, String> attributes(ExtendedAttributes attributes) throws IOException {
    Map<String, String> all = new TreeMap<>();
    for (String name : attributes.names()) {
      all.put(name, attributes.get(name));
    }
    return all;
  }

  private static String content(DirectoryHandle parent, String name, FileStatus status)
      throws IOException {
    return switch (status.kind()) {
      case SYMLINK -> parent.readSymlink(name);
      case REGULAR -> {
        try (InputStream in = parent.openFile(name).input()) {
          yield status.size() + " " + Hashing.sha256().hashBytes(in.readAllBytes());
        }
      }
      case DIRECTORY, FIFO, CHARACTER_DEVICE, BLOCK_DEVICE, SOCKET -> "";
    };
  }
}
