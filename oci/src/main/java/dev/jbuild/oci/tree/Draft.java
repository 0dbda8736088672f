package dev.jbuild.oci.tree;

import dev.jbuild.oci.tree.FileTree.Node;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A node while a layer is applied; its children are copied when one of them is first asked for. */
final class Draft {
  private Node node;
  private TreeNode frozen;
  private @Nullable Map<String, Draft> children;

  Draft(TreeNode frozen) {
    this.node = frozen.node();
    this.frozen = frozen;
  }

  Draft(Node node) {
    this(TreeNode.leaf(node));
  }

  Node node() {
    return node;
  }

  boolean isDirectory() {
    return node.entry() instanceof Directory;
  }

  /** Gives a directory other metadata; what is in it stays. */
  void describe(Node next) {
    node = next;
  }

  @Nullable Draft child(String name) {
    if (children == null && frozen.child(name) == null) {
      return null;
    }
    return children().get(name);
  }

  Draft put(String name, Draft child) {
    children().put(name, child);
    return child;
  }

  void remove(String name) {
    if (child(name) != null) {
      children().remove(name);
    }
  }

  void clear() {
    children = new TreeMap<>();
  }

  /** The finished node; shared with the tree before if nothing changed. */
  TreeNode freeze() {
    if (children == null) {
      return node.equals(frozen.node()) ? frozen : frozen.withNode(node);
    }
    TreeMap<String, TreeNode> done = new TreeMap<>();
    children.forEach((name, child) -> done.put(name, child.freeze()));
    return TreeNode.directory(node, done);
  }

  private Map<String, Draft> children() {
    if (children == null) {
      children = new TreeMap<>();
      for (int i = 0; i < frozen.size(); i++) {
        children.put(frozen.name(i), new Draft(frozen.child(i)));
      }
    }
    return children;
  }
}
