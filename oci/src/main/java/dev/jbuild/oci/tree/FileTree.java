package dev.jbuild.oci.tree;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.Digest;
import java.nio.file.FileSystemLoopException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A root file system as data: what one sees when a stack of layers is mounted. Immutable; trees
 * share the directories in which they do not differ.
 *
 * <p>Paths are in the form of {@link LayerEntry#path}: the root is the empty string.
 */
public final class FileTree {
  /** What a directory gets that no layer describes: 0755, root's, {@link Metadata#EPOCH}. */
  public static final Metadata IMPLIED = new Metadata(0755, 0, 0, Metadata.EPOCH);

  /** The layer of the root directory as long as no layer describes it: that of no bytes. */
  public static final DiffId NO_LAYER = new DiffId(Digest.of(new byte[0]));

  private static final FileTree EMPTY =
      new FileTree(TreeNode.leaf(new Node(new Directory("", IMPLIED), NO_LAYER, 0)), 1);

  private final TreeNode root;
  private final long nextInode;

  FileTree(TreeNode root, long nextInode) {
    this.root = root;
    this.nextInode = nextInode;
  }

  /**
   * A file of the tree under one of its names.
   *
   * @param entry never a hard link: that of the file linked to, under this path
   * @param layer the layer that brought the entry, and in whose tar its content lies
   * @param inode equal for names of the same file (hard links), within one tree
   */
  public record Node(FileEntry entry, DiffId layer, long inode) {
    public Node {
      if (entry instanceof HardLink) {
        throw new IllegalArgumentException("a node is a file, not a link: " + entry.path());
      }
    }

    public String path() {
      return entry.path();
    }
  }

  /**
   * Where a path leads.
   *
   * @param path the real path: without links, also where nothing is there
   * @param node what is there
   */
  public record Resolved(String path, Optional<Node> node) {}

  /** The tree of no layers: a root directory with nothing in it. */
  public static FileTree empty() {
    return EMPTY;
  }

  /**
   * The tree with one more layer on top. Whiteouts and opaque marks hide what was there before,
   * wherever they stand in the layer; symbolic links in the parents of an entry's path are followed
   * within the root; parents that are missing come into being.
   *
   * @throws IllegalArgumentException where no file system could hold the layer: a hard link to
   *     nothing or to a directory, a root that is no directory, a parent that is a loop of links
   */
  public FileTree with(DiffId layer, LayerIndex index) {
    TreeEditor editor = new TreeEditor(root, layer, nextInode);
    index.entries().forEach(editor::hide);
    index.entries().forEach(editor::put);
    return editor.finish();
  }

  /** What stands under the path itself: no link is followed in any part of it. */
  public Optional<Node> get(String path) {
    return Optional.ofNullable(find(path)).map(TreeNode::node);
  }

  /**
   * Follows the path as a process would whose root this is: symbolic links in every part are
   * followed, also the last; absolute targets and {@code ..} stay inside. Takes any path: absolute,
   * with {@code .} and {@code ..}.
   *
   * @throws FileSystemLoopException after 40 links, as Linux does
   */
  public Resolved resolve(String path) throws FileSystemLoopException {
    String real = PathResolver.resolve(path, this::linkAt);
    return new Resolved(real, get(real));
  }

  /** What is in the directory, sorted by name; empty if no directory is there. */
  public ImmutableList<Node> children(String directory) {
    TreeNode found = find(directory);
    return found == null ? ImmutableList.of() : found.childNodes();
  }

  /** The node itself, then what is below, depth first, sorted; empty if nothing is there. */
  public Stream<Node> walk(String path) {
    TreeNode found = find(path);
    return found == null ? Stream.empty() : found.walk();
  }

  private @Nullable String linkAt(String path) {
    TreeNode found = find(path);
    return found != null && found.node().entry() instanceof Symlink link ? link.target() : null;
  }

  private @Nullable TreeNode find(String path) {
    TreeNode at = root;
    for (String name : Paths.parts(path)) {
      at = at.child(name);
      if (at == null) {
        return null;
      }
    }
    return at;
  }
}
