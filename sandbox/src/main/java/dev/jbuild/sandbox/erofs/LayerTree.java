package dev.jbuild.sandbox.erofs;

import com.google.common.collect.ImmutableSortedMap;
import dev.jbuild.oci.layer.InvalidLayerException;
import dev.jbuild.oci.layer.PlacedEntries;
import dev.jbuild.oci.tree.Device;
import dev.jbuild.oci.tree.Directory;
import dev.jbuild.oci.tree.Fifo;
import dev.jbuild.oci.tree.FileNames;
import dev.jbuild.oci.tree.HardLink;
import dev.jbuild.oci.tree.LayerEntry;
import dev.jbuild.oci.tree.Metadata;
import dev.jbuild.oci.tree.OpaqueDirectory;
import dev.jbuild.oci.tree.RegularFile;
import dev.jbuild.oci.tree.Symlink;
import dev.jbuild.oci.tree.Whiteout;
import dev.jbuild.sandbox.linux.OverlayMode;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The tree that unpacking a layer would make, with the marks that overlays understand. */
public final class LayerTree implements PlacedEntries {
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_TARGET = 4095;
  private static final int LARGEST_MAJOR = 0xfff;
  private static final int LARGEST_MINOR = 0xfffff;
  private static final int ROOT_MODE = 0755;

  private final Node.Folder root;
  private final Folders folders;
  private final OverlayMode mode;
  private final KeptAttributes attributes;
  private final Consumer<String> notes;

  /**
   * An empty tree.
   *
   * @param rootTime of the root directory, unless the layer says one
   * @param notes hears of what has to be left out
   */
  public LayerTree(OverlayMode mode, Instant rootTime, Consumer<String> notes) {
    this.root = new Node.Folder(new Metadata(ROOT_MODE, 0, 0, rootTime));
    this.folders = new Folders(root, this::hide);
    this.mode = mode;
    this.attributes = new KeptAttributes(notes);
    this.notes = notes;
  }

  Node.Folder root() {
    return root;
  }

  @Override
  public void file(String path, Metadata metadata, long size, long offset) throws IOException {
    Metadata kept = attributes.of(path, Node.Type.REGULAR, metadata);
    put(path, new Node.Regular(kept, size, offset));
  }

  @Override
  public void entry(LayerEntry entry) throws IOException {
    switch (entry) {
      case Directory directory -> directory(directory);
      case Symlink link -> symlink(link);
      case HardLink link -> hardLink(link);
      case Fifo fifo ->
          put(fifo.path(), special(fifo.path(), Node.Type.FIFO, fifo.metadata(), 0, 0));
      case Device device -> device(device);
      case Whiteout whiteout -> whiteout(whiteout);
      case OpaqueDirectory opaque -> hide(folder(opaque.path()));
      case RegularFile file -> throw new IllegalStateException("a file without content: " + file);
    }
  }

  /** A later entry of the same path replaces an earlier. */
  private void put(String path, Node node) throws IOException {
    Node.Folder parent = folders.of(path);
    if (parent.children().put(name(path), node) != null) {
      folders.forget();
    }
  }

  private static String name(String path) throws InvalidLayerException {
    String name = Folders.name(path);
    if (FileNames.bytes(name).length > LONGEST_NAME) {
      throw new InvalidLayerException("a name of more than " + LONGEST_NAME + " bytes: " + path);
    }
    return name;
  }

  private Node.Folder folder(String path) throws IOException {
    return path.isEmpty() ? root : folders.child(folders.of(path), name(path));
  }

  /** What is said of a directory again leaves it the attributes that it had. */
  private void directory(Directory directory) throws IOException {
    Node.Folder folder = folder(directory.path());
    Metadata next = attributes.of(directory.path(), Node.Type.DIRECTORY, directory.metadata());
    folder.describe(with(next, folder.metadata().xattrs(), next.xattrs()));
  }

  private static Metadata with(Metadata of, Map<String, String> some, Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(some);
    all.putAll(more);
    return new Metadata(of.mode(), of.uid(), of.gid(), of.mtime(), ImmutableSortedMap.copyOf(all));
  }

  private void hide(Node.Folder folder) {
    Metadata before = folder.metadata();
    folder.describe(with(before, before.xattrs(), Map.of(mode.opaqueAttribute(), "y")));
  }

  private void symlink(Symlink link) throws IOException {
    int length = FileNames.bytes(link.target()).length;
    if (length == 0 || length > LONGEST_TARGET) {
      throw new InvalidLayerException(
          link.path() + " is a symbolic link to a path of " + length + " bytes");
    }
    Metadata kept = attributes.of(link.path(), Node.Type.SYMLINK, link.metadata());
    put(link.path(), new Node.Link(kept.withMode(0777), link.target()));
  }

  private void hardLink(HardLink link) throws IOException {
    if (link.path().equals(link.target())) {
      return;
    }
    if (folders.of(link.path()).children().remove(Folders.name(link.path())) != null) {
      folders.forget();
    }
    @Nullable Node target =
        folders
            .existing(link.target())
            .map(folder -> folder.children().get(Folders.name(link.target())))
            .orElse(null);
    if (target == null || target instanceof Node.Folder) {
      throw new InvalidLayerException(
          link.path() + " is a hard link to " + link.target() + ", no file of this layer");
    }
    put(link.path(), target);
  }

  private void device(Device device) throws IOException {
    if (device.kind() == Device.Kind.CHARACTER && device.major() == 0 && device.minor() == 0) {
      notes.accept(device.path() + " is left out: a device 0:0 means removal to an overlay");
      return;
    }
    if (device.major() > LARGEST_MAJOR || device.minor() > LARGEST_MINOR) {
      throw new InvalidLayerException(
          device.path()
              + " is a device "
              + device.major()
              + ":"
              + device.minor()
              + ": no such can be");
    }
    Node.Type type =
        device.kind() == Device.Kind.BLOCK ? Node.Type.BLOCK_DEVICE : Node.Type.CHARACTER_DEVICE;
    put(
        device.path(),
        special(device.path(), type, device.metadata(), device.major(), device.minor()));
  }

  private Node special(String path, Node.Type type, Metadata metadata, int major, int minor) {
    return new Node.Special(attributes.of(path, type, metadata), type, major, minor);
  }

  /** What the same layer brings under that name stays, whichever comes first. */
  private void whiteout(Whiteout whiteout) throws IOException {
    Node.Folder parent = folders.of(whiteout.path());
    String name = name(whiteout.path());
    @Nullable Node there = parent.children().get(name);
    if (there instanceof Node.Folder folder) {
      hide(folder);
    } else if (there == null) {
      Metadata metadata = new Metadata(0, 0, 0, Metadata.EPOCH);
      parent.children().put(name, new Node.Special(metadata, Node.Type.CHARACTER_DEVICE, 0, 0));
    }
  }
}
