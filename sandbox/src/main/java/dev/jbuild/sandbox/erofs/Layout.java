package dev.jbuild.sandbox.erofs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gives every inode its place: the root's first, then directory by directory; data after all. */
final class Layout {
  private final IdentityHashMap<Node, Inode> inodes = new IdentityHashMap<>();
  private final List<Inode> order = new ArrayList<>();
  private final Deque<Place> ahead = new ArrayDeque<>();
  private long end = Format.INODES;

  private record Place(Node.Folder folder, Inode inode, DirectoryBlocks entries) {}

  private Layout() {}

  static Layout of(Node.Folder root) {
    Layout layout = new Layout();
    layout.add(root, root);
    while (!layout.ahead.isEmpty()) {
      layout.addChildren(layout.ahead.remove());
    }
    layout.placeData();
    return layout;
  }

  /** In the order of their positions. */
  List<Inode> order() {
    return order;
  }

  long number(Node node) {
    return Objects.requireNonNull(inodes.get(node)).number();
  }

  /** Where the whole image ends, in bytes. */
  long end() {
    return end;
  }

  private void addChildren(Place place) {
    for (Node child : place.entries.children()) {
      @Nullable Inode known = inodes.get(child);
      Inode inode = known == null ? add(child, place.folder) : known;
      inode.link();
      if (child instanceof Node.Folder) {
        place.inode.link();
      }
    }
  }

  private Inode add(Node node, Node.Folder parent) {
    Inode inode =
        switch (node) {
          case Node.Folder folder -> folder(folder, parent);
          case Node.Link link -> new Inode(link, InodeData.of(link));
          case Node.Regular _, Node.Special _ -> new Inode(node, InodeData.NONE);
        };
    place(inode);
    inodes.put(node, inode);
    order.add(inode);
    return inode;
  }

  /** Has a name in itself, and the root has no other but is its own parent. */
  private Inode folder(Node.Folder folder, Node.Folder parent) {
    DirectoryBlocks entries = DirectoryBlocks.of(folder, parent);
    Inode inode = new Inode(folder, entries);
    inode.link();
    if (folder == parent) {
      inode.link();
    }
    ahead.add(new Place(folder, inode, entries));
    return inode;
  }

  private void place(Inode inode) {
    long position = Format.aligned(end, Format.INODE_SLOT);
    if (position % Format.BLOCK + inode.whole() > Format.BLOCK) {
      position = Format.aligned(position, Format.BLOCK);
    }
    inode.placeAt(position);
    end = position + inode.size();
  }

  private void placeData() {
    end = Format.aligned(end, Format.BLOCK);
    for (Inode inode : order) {
      if (inode.hasBlocks()) {
        inode.placeDataAt((int) (end / Format.BLOCK));
        end = Format.aligned(end + inode.data().size(), Format.BLOCK);
      }
    }
  }
}
