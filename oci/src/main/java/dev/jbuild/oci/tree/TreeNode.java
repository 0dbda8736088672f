package dev.jbuild.oci.tree;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.tree.FileTree.Node;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A node with what is below it; never changes, so trees share them. */
final class TreeNode {
  private static final String[] NO_NAMES = {};
  private static final TreeNode[] NO_CHILDREN = {};

  private final Node node;
  private final String[] names;
  private final TreeNode[] children;

  private TreeNode(Node node, String[] names, TreeNode[] children) {
    this.node = node;
    this.names = names;
    this.children = children;
  }

  static TreeNode leaf(Node node) {
    return new TreeNode(node, NO_NAMES, NO_CHILDREN);
  }

  static TreeNode directory(Node node, SortedMap<String, TreeNode> children) {
    return new TreeNode(
        node, children.keySet().toArray(NO_NAMES), children.values().toArray(NO_CHILDREN));
  }

  /** The same children under other metadata. */
  TreeNode withNode(Node next) {
    return new TreeNode(next, names, children);
  }

  Node node() {
    return node;
  }

  @Nullable TreeNode child(String name) {
    int position = Arrays.binarySearch(names, name);
    return position < 0 ? null : children[position];
  }

  int size() {
    return names.length;
  }

  String name(int position) {
    return names[position];
  }

  TreeNode child(int position) {
    return children[position];
  }

  ImmutableList<Node> childNodes() {
    return Arrays.stream(children).map(TreeNode::node).collect(ImmutableList.toImmutableList());
  }

  Stream<Node> walk() {
    Stream<Node> self = Stream.of(node);
    return names.length == 0
        ? self
        : Stream.concat(self, Arrays.stream(children).flatMap(TreeNode::walk));
  }
}
