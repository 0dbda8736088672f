package dev.jbuild.oci.tree;

import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.tree.FileTree.Node;
import java.nio.file.FileSystemLoopException;
import org.jspecify.annotations.Nullable;

/** Applies one layer to a tree: first what it hides, then what it brings. */
final class TreeEditor {
  private final DiffId layer;
  private final Draft root;
  private long nextInode;

  /** The directory that was asked for last: entries of one directory stand together. */
  private @Nullable Draft recent;

  private String recentPath = "";

  TreeEditor(TreeNode root, DiffId layer, long nextInode) {
    this.root = new Draft(root);
    this.layer = layer;
    this.nextInode = nextInode;
  }

  FileTree finish() {
    return new FileTree(root.freeze(), nextInode);
  }

  void hide(LayerEntry entry) {
    switch (entry) {
      case Whiteout whiteout -> {
        Draft parent = find(real(Paths.parent(whiteout.path())));
        if (parent != null) {
          parent.remove(Paths.name(whiteout.path()));
        }
      }
      case OpaqueDirectory opaque -> {
        Draft directory = find(real(opaque.path()));
        if (directory != null) {
          directory.clear();
        }
      }
      case FileEntry _ -> {}
    }
  }

  void put(LayerEntry entry) {
    if (!(entry instanceof FileEntry file)) {
      return;
    }
    if (file.path().isEmpty()) {
      describeRoot(file);
      return;
    }
    Draft parent = parent(Paths.parent(file.path()));
    String name = Paths.name(file.path());
    String path = Paths.child(parent.node().path(), name);
    Draft present = parent.child(name);
    if (present != null) {
      recent = null;
    }
    switch (file) {
      case Directory directory when present != null && present.isDirectory() ->
          present.describe(new Node(directory.withPath(path), layer, present.node().inode()));
      case HardLink link -> parent.put(name, new Draft(linked(link, path)));
      default -> parent.put(name, new Draft(new Node(at(file, path), layer, nextInode++)));
    }
  }

  private void describeRoot(FileEntry entry) {
    if (!(entry instanceof Directory)) {
      throw invalid("the root is no directory", "");
    }
    root.describe(new Node(entry, layer, root.node().inode()));
  }

  private Node linked(HardLink link, String path) {
    String parent = real(Paths.parent(link.target()));
    Draft target = find(Paths.child(parent, Paths.name(link.target())));
    if (target == null || target.isDirectory()) {
      String fact = target == null ? "does not exist" : "is a directory";
      throw invalid("hard link to " + link.target() + ", which " + fact, link.path());
    }
    Node file = target.node();
    return new Node(file.entry().withPath(path), file.layer(), file.inode());
  }

  private Draft parent(String path) {
    if (recent != null && recentPath.equals(path)) {
      return recent;
    }
    Draft found = directory(path);
    recent = found;
    recentPath = path;
    return found;
  }

  /** The directory at the path; made where it is missing, or where a file is in its place. */
  private Draft directory(String path) {
    Draft at = root;
    for (String name : Paths.parts(path)) {
      Draft next = at.child(name);
      if (next != null && next.node().entry() instanceof Symlink) {
        return made(real(path));
      }
      at = next != null && next.isDirectory() ? next : at.put(name, implied(at, name));
    }
    return at;
  }

  private Draft made(String realPath) {
    Draft at = root;
    for (String name : Paths.parts(realPath)) {
      Draft next = at.child(name);
      at = next != null && next.isDirectory() ? next : at.put(name, implied(at, name));
    }
    return at;
  }

  private Draft implied(Draft parent, String name) {
    String path = Paths.child(parent.node().path(), name);
    return new Draft(new Node(new Directory(path, FileTree.IMPLIED), layer, nextInode++));
  }

  private static FileEntry at(FileEntry entry, String path) {
    return entry.path().equals(path) ? entry : entry.withPath(path);
  }

  private String real(String path) {
    try {
      return PathResolver.resolve(path, this::linkAt);
    } catch (FileSystemLoopException e) {
      throw new IllegalArgumentException(invalid("too many symbolic links", path).getMessage(), e);
    }
  }

  private @Nullable String linkAt(String path) {
    Draft found = find(path);
    return found != null && found.node().entry() instanceof Symlink link ? link.target() : null;
  }

  private @Nullable Draft find(String path) {
    Draft at = root;
    for (String name : Paths.parts(path)) {
      at = at.child(name);
      if (at == null) {
        return null;
      }
    }
    return at;
  }

  private IllegalArgumentException invalid(String fact, String path) {
    return new IllegalArgumentException("layer " + layer + ", entry \"" + path + "\": " + fact);
  }
}
