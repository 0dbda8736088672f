package dev.jbuild.sandbox.linux;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Copies a tree with its owners, modes, times, attributes and hard links. */
public final class TreeCopy {
  private final DirectoryHandle target;
  private final Set<String> left;
  private final Optional<OverlayMode> layer;
  private final Optional<FileOwner> owner;
  private final boolean hasDevices;
  private final Map<Long, String> linked = new HashMap<>();

  private TreeCopy(
      DirectoryHandle target,
      Set<String> left,
      Optional<OverlayMode> layer,
      Optional<FileOwner> owner,
      boolean hasDevices) {
    this.target = target;
    this.left = left;
    this.layer = layer;
    this.owner = owner;
    this.hasDevices = hasDevices;
  }

  /** Copies all that is in a directory into an empty one. Sockets are left out. */
  public static void copy(DirectoryHandle source, DirectoryHandle target) throws IOException {
    copyWithout(source, target, Set.of());
  }

  /**
   * The same with another owner.
   *
   * @param owner of all files; each keeps its own where empty
   */
  public static void copyOwnedBy(
      DirectoryHandle source, DirectoryHandle target, Optional<FileOwner> owner)
      throws IOException {
    new TreeCopy(target, Set.of(), Optional.empty(), owner, true).children(source, target, "");
  }

  /**
   * The same but for some of it.
   *
   * @param left paths in the source that are left out, with all that is below them
   */
  public static void copyWithout(DirectoryHandle source, DirectoryHandle target, Set<String> left)
      throws IOException {
    new TreeCopy(target, left, Optional.empty(), Optional.empty(), true)
        .children(source, target, "");
  }

  /**
   * Puts an unpacked layer on what is there, as an overlay would show both.
   *
   * @param hasDevices whether device nodes are copied too
   */
  public static void addLayer(
      DirectoryHandle source, DirectoryHandle target, OverlayMode mode, boolean hasDevices)
      throws IOException {
    new TreeCopy(target, Set.of(), Optional.of(mode), Optional.empty(), hasDevices)
        .children(source, target, "");
  }

  private void children(DirectoryHandle from, DirectoryHandle to, String path) throws IOException {
    List<String> names = from.names();
    if (layer.isPresent()) {
      removeMarked(names, to);
    }
    for (String name : names) {
      String child = path.isEmpty() ? name : path + "/" + name;
      if (!left.contains(child)) {
        copy(from, to, name, child);
      }
    }
  }

  private static void removeMarked(List<String> names, DirectoryHandle to) throws IOException {
    for (String name : names) {
      Optional<String> hidden = FileMarks.hidden(name);
      if (hidden.isPresent()) {
        TreeDeletion.delete(to, hidden.get());
      }
    }
  }

  private void copy(DirectoryHandle from, DirectoryHandle to, String name, String path)
      throws IOException {
    if (layer.isPresent() && (FileMarks.isOpaque(name) || FileMarks.hidden(name).isPresent())) {
      return;
    }
    FileStatus status = from.status(name);
    if (!status.isDirectory() || hides(from, to, name)) {
      TreeDeletion.delete(to, name);
    }
    if (status.links() > 1 && linked.containsKey(status.inode())) {
      link(to, name, linked.get(status.inode()));
    } else if (isCopied(status)) {
      make(from, to, name, status, path);
      describe(from, to, name, status);
    }
  }

  private boolean isCopied(FileStatus status) {
    return switch (status.kind()) {
      case SOCKET -> false;
      case CHARACTER_DEVICE, BLOCK_DEVICE -> hasDevices && !status.isWhiteout();
      case REGULAR, DIRECTORY, SYMLINK, FIFO -> true;
    };
  }

  /** Whether a directory takes nothing over from what is there. */
  private boolean hides(DirectoryHandle from, DirectoryHandle to, String name) throws IOException {
    return to.has(name) && (!to.status(name).isDirectory() || isOpaque(from, name));
  }

  private boolean isOpaque(DirectoryHandle from, String name) throws IOException {
    if (layer.isEmpty()) {
      return false;
    }
    if (from.attributes(name).names().contains(layer.get().opaqueAttribute())) {
      return true;
    }
    try (DirectoryHandle directory = from.openDirectory(name)) {
      return directory.has(FileMarks.OPAQUE);
    }
  }

  private void link(DirectoryHandle to, String name, String existing) throws IOException {
    int slash = existing.lastIndexOf('/');
    String parent = existing.substring(0, Math.max(0, slash));
    try (DirectoryHandle directory = target.openDirectoryInRoot(parent)) {
      to.makeHardLink(name, directory, existing.substring(slash + 1));
    }
  }

  private void make(
      DirectoryHandle from, DirectoryHandle to, String name, FileStatus status, String path)
      throws IOException {
    switch (status.kind()) {
      case DIRECTORY -> {
        if (!to.has(name)) {
          to.makeDirectory(name, 0700);
        }
        try (DirectoryHandle source = from.openDirectory(name);
            DirectoryHandle made = to.openDirectory(name)) {
          children(source, made, path);
        }
      }
      case REGULAR -> {
        try (InputStream content = from.openFile(name).input();
            FileHandle file = to.createFile(name)) {
          file.writeAll(content);
        }
        linked.put(status.inode(), path);
      }
      case SYMLINK -> to.makeSymlink(name, from.readSymlink(name));
      case FIFO, CHARACTER_DEVICE, BLOCK_DEVICE ->
          to.makeNode(name, status.kind(), 0600, status.major(), status.minor());
      case SOCKET -> throw new IllegalStateException("sockets are left out: " + path);
    }
  }

  private void describe(DirectoryHandle from, DirectoryHandle to, String name, FileStatus status)
      throws IOException {
    FileOwner next = owner.orElse(new FileOwner(status.uid(), status.gid()));
    to.chown(name, next.uid(), next.gid());
    if (status.kind() != FileStatus.Kind.SYMLINK) {
      to.chmod(name, status.mode());
    }
    ExtendedAttributes attributes = from.attributes(name);
    for (String attribute : attributes.names()) {
      if (!OverlayMode.isOverlayAttribute(attribute)) {
        to.attributes(name).set(attribute, attributes.get(attribute));
      }
    }
    to.setTime(name, status.mtime());
  }
}
