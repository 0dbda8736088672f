package dev.jbuild.sandbox.erofs;

import com.google.common.base.Splitter;
import dev.jbuild.oci.layer.InvalidLayerException;
import dev.jbuild.oci.tree.Metadata;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the directories of a tree as the kernel would in a root: links are followed, and lead
 * nowhere but into the tree. The directories that entries go into are made where they lack.
 */
final class Folders {
  private static final Splitter PARTS = Splitter.on('/').omitEmptyStrings();
  private static final int MOST_LINKS = 40;
  private static final int DEFAULT_MODE = 0755;

  private final Node.Folder root;
  private final Hiding hiding;
  private String lastPath = "";
  private Node.@Nullable Folder last;

  /** Makes a directory hide what lower layers have in it. */
  @FunctionalInterface
  interface Hiding {
    void hide(Node.Folder folder);
  }

  Folders(Node.Folder root, Hiding hiding) {
    this.root = root;
    this.hiding = hiding;
  }

  /** The last part of a path. */
  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /** The directory that holds the path; made if it is not there. */
  Node.Folder of(String path) throws IOException {
    String parent = parent(path);
    Node.Folder kept = last;
    if (kept != null && parent.equals(lastPath)) {
      return kept;
    }
    Optional<Node.Folder> found = find(parent);
    Node.Folder folder = found.isPresent() ? found.get() : make(parent);
    last = folder;
    lastPath = parent;
    return folder;
  }

  /** The directory that holds the path, if there is one. */
  Optional<Node.Folder> existing(String path) throws IOException {
    return find(parent(path));
  }

  /** To be called when something was replaced, which may have been a directory. */
  void forget() {
    last = null;
  }

  /** The directory of that name, made if something else is there, or nothing. */
  Node.Folder child(Node.Folder parent, String name) {
    @Nullable Node there = parent.children().get(name);
    if (there instanceof Node.Folder folder) {
      return folder;
    }
    Node.Folder made = new Node.Folder(new Metadata(DEFAULT_MODE, 0, 0, Metadata.EPOCH));
    parent.children().put(name, made);
    forget();
    if (there instanceof Node.Special special && special.isWhiteout()) {
      hiding.hide(made);
    }
    return made;
  }

  private Node.Folder make(String path) throws IOException {
    return child(of(path), name(path));
  }

  private Optional<Node.Folder> find(String path) throws IOException {
    Deque<String> ahead = new ArrayDeque<>(PARTS.splitToList(path));
    Deque<Node.Folder> way = new ArrayDeque<>();
    way.push(root);
    int links = 0;
    while (!ahead.isEmpty()) {
      String part = ahead.pop();
      switch (step(way, part)) {
        case null -> {
          return Optional.empty();
        }
        case Node.Folder folder -> enter(way, part, folder);
        case Node.Link link -> {
          if (++links > MOST_LINKS) {
            throw new InvalidLayerException(path + " leads over too many symbolic links");
          }
          follow(link.target(), way, ahead);
        }
        case Node _ -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(way.element());
  }

  private static @Nullable Node step(Deque<Node.Folder> way, String part) {
    return part.equals(".") || part.equals("..")
        ? way.element()
        : way.element().children().get(part);
  }

  private static void enter(Deque<Node.Folder> way, String part, Node.Folder folder) {
    if (part.equals("..")) {
      if (way.size() > 1) {
        way.pop();
      }
    } else if (!part.equals(".")) {
      way.push(folder);
    }
  }

  private void follow(String target, Deque<Node.Folder> way, Deque<String> ahead) {
    if (target.startsWith("/")) {
      way.clear();
      way.push(root);
    }
    PARTS.splitToList(target).reversed().forEach(ahead::push);
  }
}
