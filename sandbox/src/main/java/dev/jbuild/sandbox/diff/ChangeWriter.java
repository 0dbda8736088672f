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
import dev.jbuild.sandbox.linux.FileOwner;
import dev.jbuild.sandbox.linux.FileStatus;
import dev.jbuild.sandbox.linux.IdMap;
import dev.jbuild.sandbox.linux.NotedOwner;
import dev.jbuild.sandbox.linux.OverlayMode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds what has changed to a layer, with the directories above it. */
final class ChangeWriter {
  private final LayerWriter layer;
  private final Untouched untouched;
  private final StepClock clock;
  private final boolean ownersAreNoted;
  private final Map<Long, FileEntry> linked = new HashMap<>();
  private final List<Directory> pending = new ArrayList<>();

  ChangeWriter(LayerWriter layer, Untouched untouched, StepClock clock) throws IOException {
    this.layer = layer;
    this.untouched = untouched;
    this.clock = clock;
    this.ownersAreNoted = IdMap.ofUsers().isSingle();
  }

  /** The root itself, if it looks other than before. */
  void root(DirectoryHandle root, FileStatus before) throws IOException {
    FileStatus now = root.status();
    Metadata metadata = metadata(root, ".", now);
    boolean changed =
        now.mode() != before.mode() || now.uid() != before.uid() || now.gid() != before.gid();
    if (changed || !metadata.xattrs().isEmpty()) {
      layer.add(new Directory("", metadata));
    }
  }

  /** A directory whose children follow. It goes in when it has changed, or something below it. */
  Directory enter(
      DirectoryHandle parent, String name, String path, FileStatus status, boolean hasChanged)
      throws IOException {
    Directory entry = new Directory(path, metadata(parent, name, status));
    pending.add(entry);
    if (hasChanged && !untouched.isAsBefore(path, status)) {
      addPending();
    }
    return entry;
  }

  /** No more of its children follow. */
  void leave(Directory entry) {
    pending.remove(entry);
  }

  private void addPending() throws IOException {
    for (Directory directory : pending) {
      layer.add(directory);
    }
    pending.clear();
  }

  /** The directory that was entered last hides what it had before. */
  void opaque(String path) throws IOException {
    addPending();
    layer.add(new OpaqueDirectory(path));
  }

  /** Something is gone. */
  void whiteout(String path) throws IOException {
    addPending();
    layer.add(new Whiteout(path));
  }

  /** Anything but a directory. Sockets are left out. */
  void leaf(DirectoryHandle parent, String name, String path, FileStatus status)
      throws IOException {
    if (status.kind() == FileStatus.Kind.SOCKET) {
      return;
    }
    addPending();
    Metadata metadata = metadata(parent, name, status);
    FileEntry first = linked.get(status.inode());
    if (status.links() > 1 && first != null) {
      layer.add(new HardLink(path, metadata, first.path()));
      return;
    }
    FileEntry entry = add(parent, name, path, status, metadata);
    if (status.links() > 1) {
      linked.put(status.inode(), entry);
    }
  }

  private FileEntry add(
      DirectoryHandle parent, String name, String path, FileStatus status, Metadata metadata)
      throws IOException {
    if (status.isRegular()) {
      Optional<byte[]> header = new PycTimes(parent, clock).patchedHeader(name, status);
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
      if (!OverlayMode.isOverlayAttribute(attribute) && !isNote(attribute)) {
        attributes.put(attribute, found.get(attribute));
      }
    }
    FileOwner owner =
        ownersAreNoted ? NotedOwner.read(found, status) : new FileOwner(status.uid(), status.gid());
    return new Metadata(
        status.mode(),
        owner.uid(),
        owner.gid(),
        clock.adjusted(status.mtime()),
        attributes.buildOrThrow());
  }

  private boolean isNote(String attribute) {
    return ownersAreNoted && NotedOwner.isAttribute(attribute);
  }
}
