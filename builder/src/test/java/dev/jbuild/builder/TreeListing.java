package dev.jbuild.builder;

import dev.jbuild.oci.tree.Device;
import dev.jbuild.oci.tree.Directory;
import dev.jbuild.oci.tree.Fifo;
import dev.jbuild.oci.tree.FileEntry;
import dev.jbuild.oci.tree.FileTree;
import dev.jbuild.oci.tree.HardLink;
import dev.jbuild.oci.tree.RegularFile;
import dev.jbuild.oci.tree.Symlink;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A tree as text: one file a line, with all but times. */
final class TreeListing {
  private TreeListing() {}

  static String of(FileTree tree) {
    Map<Long, String> names = new HashMap<>();
    return tree.walk("")
        .skip(1)
        .map(node -> line(node, names.putIfAbsent(node.inode(), node.path())) + "\n")
        .collect(Collectors.joining());
  }

  private static String line(FileTree.Node node, String sameAs) {
    FileEntry entry = node.entry();
    String line =
        "%s %04o %d:%d /%s"
            .formatted(
                kind(entry),
                entry.metadata().mode(),
                entry.metadata().uid(),
                entry.metadata().gid(),
                entry.path());
    if (sameAs != null && !(entry instanceof Directory)) {
      return line + " = /" + sameAs;
    }
    return switch (entry) {
      case Symlink link -> line + " -> " + link.target();
      case RegularFile file -> line + " " + file.size() + " " + file.content().shortHex();
      default -> line;
    };
  }

  private static String kind(FileEntry entry) {
    return switch (entry) {
      case RegularFile _ -> "file";
      case Directory _ -> "dir ";
      case Symlink _ -> "link";
      case Device _ -> "dev ";
      case Fifo _ -> "fifo";
      case HardLink _ -> "hard";
    };
  }
}
