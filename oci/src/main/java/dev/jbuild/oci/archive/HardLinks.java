package dev.jbuild.oci.archive;

import dev.jbuild.oci.tree.FileTree.Node;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers the first name of each file, to which its other names are links. */
final class HardLinks {
  private final Map<Long, String> first = new HashMap<>();

  /** The name that was seen before of the same file, if there was one. */
  Optional<String> earlier(Node node) {
    return Optional.ofNullable(first.putIfAbsent(node.inode(), node.path()));
  }
}
