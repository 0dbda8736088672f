package dev.jbuild.sandbox.diff;

import com.google.common.collect.ImmutableSortedMap;
import dev.jbuild.oci.layer.LayerWriter;
import dev.jbuild.oci.tree.Device;
import dev.jbuild.oci.tree.Directory;
import dev.jbuild.oci.tree.Fifo;
import dev.jbuild.oci.tree.FileEntry;
import dev.jbuild.oci.tree.HardLink;
import dev.jbuild.oci.tree.Metadata;
import dev.jbuild.oci.tree.OpaqueDirectory;
import dev.jbuild.oci.tree.Symlink;
import dev.jbuild.oci.tree.Whiteout;
import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.linux.ExtendedAttributes;
import dev.jbuild.sandbox.linux.FileHandle;
import dev.jbuild.sandbox.linux.FileStatus;
import dev.jbuild.sandbox.linux.OverlayMode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes an upper directory as a layer: depth-first, the names of a directory sorted. */
public final class UpperDiff {
  private final LayerWriter layer;
  private final OverlayMode mode;
  private final UnchangedDirectories unchanged;
  private final StepClock clock;
  private final Map<Long, FileEntry> linked = new HashMap<>();
  private final List<Directory> pending = new ArrayList<>();

  public UpperDiff(
      LayerWriter layer, OverlayMode mode, UnchangedDirectories unchanged, StepClock clock) {
    this.layer = layer;
    this.mode = mode;
    this.unchanged = unchanged;
    this.clock = clock;
  }

  /**
   * Adds all of it.
   *
   * @param root the upper directory, no longer mounted
   * @param before what the overlay's root was made as
   */
  public void write(DirectoryHandle root, FileStatus before) throws IOException {
    FileStatus now = root.status();
    Metadata metadata = metadata(root, ".", now);
    boolean changed =
        now.mode() != before.mode() || now.uid() != before.uid() || now.gid() != before.gid();
    if (changed || !metadata.xattrs().isEmpty()) {
      layer.add(new Directory("", metadata));
    }
    children(root, "");
  }

  private void children(DirectoryHandle directory, String path) throws IOException {
    PycTimes pycTimes = new PycTimes(directory, clock);
    for (String name : directory.names()) {
      FileStatus status = directory.status(name);
      String child = path.isEmpty() ? name : path + "/" + name;
      if (status.isWhiteout()) {
        addPending();
        layer.add(new Whiteout(child));
      } else if (status.isDirectory()) {
        directory(directory, name, child, status);
      } else if (status.kind() != FileStatus.Kind.SOCKET) {
        addPending();
        leaf(directory, name, child, status, pycTimes);
      }
    }
  }

  private void directory(DirectoryHandle parent, String name, String path, FileStatus status)
      throws IOException {
    Directory entry = new Directory(path, metadata(parent, name, status));
    boolean opaque = isOpaque(parent.attributes(name));
    pending.add(entry);
    if (opaque || !unchanged.contains(path, status)) {
      addPending();
    }
    if (opaque) {
      layer.add(new OpaqueDirectory(path));
    }
    try (DirectoryHandle directory = parent.openDirectory(name)) {
      children(directory, path);
    }
    pending.remove(entry);
  }

  /** Directories that are not known to have changed go in when something below them does. */
  private void addPending() throws IOException {
    for (Directory directory : pending) {
      layer.add(directory);
    }
    pending.clear();
  }

  private boolean isOpaque(ExtendedAttributes attributes) throws IOException {
    String name = mode.opaqueAttribute();
    return attributes.names().contains(name) && attributes.get(name).equals("y");
  }

  private void leaf(
      DirectoryHandle parent, String name, String path, FileStatus status, PycTimes pycTimes)
      throws IOException {
    Metadata metadata = metadata(parent, name, status);
    FileEntry first = linked.get(status.inode());
    if (status.links() > 1 && first != null) {
      layer.add(new HardLink(path, metadata, first.path()));
      return;
    }
    FileEntry entry = add(parent, name, path, status, metadata, pycTimes);
    if (status.links() > 1) {
      linked.put(status.inode(), entry);
    }
  }

  private FileEntry add(
      DirectoryHandle parent,
      String name,
      String path,
      FileStatus status,
      Metadata metadata,
      PycTimes pycTimes)
      throws IOException {
    if (status.isRegular()) {
      Optional<byte[]> header = pycTimes.patchedHeader(name, status);
      return layer.file(
          path,
          metadata,
          status.size(),
          () -> {
            FileHandle file = parent.openFile(name);
            return header.isEmpty()
                ? file.input()
                : PatchedInputStream.of(header.get(), file.input());
          });
    }
    FileEntry entry =
        switch (status.kind()) {
          case SYMLINK -> new Symlink(path, metadata, parent.readSymlink(name));
          case FIFO -> new Fifo(path, metadata);
          case CHARACTER_DEVICE -> device(path, metadata, Device.Kind.CHARACTER, status);
          case BLOCK_DEVICE -> device(path, metadata, Device.Kind.BLOCK, status);
          case REGULAR, DIRECTORY, SOCKET -> throw new IllegalStateException("seen: " + path);
        };
    layer.add(entry);
    return entry;
  }

  private static Device device(String path, Metadata m, Device.Kind kind, FileStatus status) {
    return new Device(path, m, kind, status.major(), status.minor());
  }

  private Metadata metadata(DirectoryHandle parent, String name, FileStatus status)
      throws IOException {
    ImmutableSortedMap.Builder<String, String> attributes = ImmutableSortedMap.naturalOrder();
    ExtendedAttributes found = parent.attributes(name);
    for (String attribute : found.names()) {
      if (!OverlayMode.isOverlayAttribute(attribute)) {
        attributes.put(attribute, found.get(attribute));
      }
    }
    return new Metadata(
        status.mode(),
        status.uid(),
        status.gid(),
        clock.adjusted(status.mtime()),
        attributes.buildOrThrow());
  }
}
