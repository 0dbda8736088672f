package dev.jbuild.builder.solve;

import dev.jbuild.builder.context.ImageTree;
import dev.jbuild.cache.LayerStore;
import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.tree.FileTree;
import dev.jbuild.oci.tree.LayerIndex;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The file trees of snapshots, made when first asked for; stacks share what they have in common.
 */
public final class Roots {
  private final LayerStore layers;
  private final Map<List<DiffId>, FileTree> trees = new ConcurrentHashMap<>();

  public Roots(LayerStore layers) {
    this.layers = layers;
  }

  /** The tree, as data. */
  public FileTree tree(Snapshot snapshot) throws IOException {
    return tree(snapshot.diffIds());
  }

  /** The tree, with the content of its files. */
  ImageTree files(Snapshot snapshot) throws IOException {
    return new ImageTree(tree(snapshot), layers::open, "there");
  }

  private FileTree tree(List<DiffId> stack) throws IOException {
    if (stack.isEmpty()) {
      return FileTree.empty();
    }
    FileTree known = trees.get(stack);
    if (known != null) {
      return known;
    }
    FileTree below = tree(stack.subList(0, stack.size() - 1));
    DiffId top = stack.getLast();
    FileTree tree = apply(below, top, layers.load(top).index());
    trees.put(List.copyOf(stack), tree);
    return tree;
  }

  private static FileTree apply(FileTree below, DiffId top, LayerIndex index) throws IOException {
    try {
      return below.with(top, index);
    } catch (IllegalArgumentException e) {
      throw new IOException("layer " + top + " cannot be applied: " + e.getMessage(), e);
    }
  }
}
