package dev.jbuild.builder.graph;

import org.jspecify.annotations.Nullable;

/**
 * A node of an AVL tree that is never changed: a tree with one more name shares all but the path to
 * it.
 *
 * @param order how many names were there before this one
 */
record VariableNode(
    String name,
    String value,
    int order,
    int height,
    @Nullable VariableNode left,
    @Nullable VariableNode right) {

  private VariableNode with(@Nullable VariableNode nextLeft, @Nullable VariableNode nextRight) {
    int nextHeight = Math.max(height(nextLeft), height(nextRight)) + 1;
    return new VariableNode(name, value, order, nextHeight, nextLeft, nextRight);
  }

  /** The tree with the name set; a name that is there keeps its order. */
  static VariableNode put(@Nullable VariableNode node, String name, String value, int order) {
    if (node == null) {
      return new VariableNode(name, value, order, 1, null, null);
    }
    int compared = name.compareTo(node.name);
    if (compared == 0) {
      return new VariableNode(name, value, node.order, node.height, node.left, node.right);
    }
    return compared < 0
        ? balanced(node, put(node.left, name, value, order), node.right)
        : balanced(node, node.left, put(node.right, name, value, order));
  }

  private static VariableNode balanced(
      VariableNode node, @Nullable VariableNode left, @Nullable VariableNode right) {
    if (left != null && height(left) > height(right) + 1) {
      VariableNode inner = left.right;
      VariableNode raised =
          inner != null && height(inner) > height(left.left)
              ? raisedRight(left, left.left, inner)
              : left;
      return raisedLeft(node, raised, right);
    }
    if (right != null && height(right) > height(left) + 1) {
      VariableNode inner = right.left;
      VariableNode raised =
          inner != null && height(inner) > height(right.right)
              ? raisedLeft(right, inner, right.right)
              : right;
      return raisedRight(node, left, raised);
    }
    return node.with(left, right);
  }

  private static VariableNode raisedLeft(
      VariableNode node, VariableNode left, @Nullable VariableNode right) {
    return left.with(left.left, node.with(left.right, right));
  }

  private static VariableNode raisedRight(
      VariableNode node, @Nullable VariableNode left, VariableNode right) {
    return right.with(node.with(left, right.left), right.right);
  }

  private static int height(@Nullable VariableNode node) {
    return node == null ? 0 : node.height;
  }
}
