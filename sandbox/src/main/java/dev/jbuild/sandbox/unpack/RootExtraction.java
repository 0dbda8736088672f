package dev.jbuild.sandbox.unpack;

import dev.jbuild.oci.layer.EntryVisitor;
import dev.jbuild.oci.layer.InvalidLayerException;
import dev.jbuild.oci.tree.Device;
import dev.jbuild.oci.tree.Directory;
import dev.jbuild.oci.tree.Fifo;
import dev.jbuild.oci.tree.HardLink;
import dev.jbuild.oci.tree.LayerEntry;
import dev.jbuild.oci.tree.Metadata;
import dev.jbuild.oci.tree.OpaqueDirectory;
import dev.jbuild.oci.tree.RegularFile;
import dev.jbuild.oci.tree.Symlink;
import dev.jbuild.oci.tree.Whiteout;
import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.linux.Errno;
import dev.jbuild.sandbox.linux.FileHandle;
import dev.jbuild.sandbox.linux.FileMarks;
import dev.jbuild.sandbox.linux.FileStatus;
import dev.jbuild.sandbox.linux.OverlayMode;
import dev.jbuild.sandbox.linux.SyscallException;
import dev.jbuild.sandbox.linux.TreeDeletion;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes a layer's entries below a directory, which nothing of the layer can lead out of: parents
 * are opened as in a chroot, last names are made anew and never followed.
 */
final class RootExtraction implements EntryVisitor, AutoCloseable {
  private final Parents parents;
  private final OverlayMode mode;
  private final Owners owners;
  private final Map<String, Instant> directoryTimes = new LinkedHashMap<>();
  private boolean hasFileMarks;

  RootExtraction(DirectoryHandle root, OverlayMode mode, Owners owners) throws IOException {
    this.parents = new Parents(root, this::madeParent);
    this.mode = mode;
    this.owners = owners;
    root.chmod(".", 0755);
    directoryTimes.put("", LowerRoot.UNSAID);
  }

  private void madeParent(DirectoryHandle parent, String path, boolean isRemoved)
      throws IOException {
    directoryTimes.put(path, Metadata.EPOCH);
    if (isRemoved) {
      setOpaque(parent, path);
    }
  }

  @Override
  public void file(String path, Metadata metadata, long size, InputStream content)
      throws IOException {
    DirectoryHandle parent = parents.of(path);
    String name = Parents.name(path);
    removeOther(parent, name);
    try (FileHandle file = parent.createFile(name)) {
      file.writeAll(content);
      owners.applyTo(file, path, metadata);
      owners.applyAttributes(parent.attributes(name), path, metadata);
      file.setTime(metadata.mtime());
    }
  }

  @Override
  public void entry(LayerEntry entry) throws IOException {
    switch (entry) {
      case Directory directory -> directory(directory);
      case Symlink link -> symlink(link);
      case HardLink link -> hardLink(link);
      case Fifo fifo -> fifo(fifo);
      case Device device -> device(device);
      case Whiteout whiteout -> whiteout(whiteout);
      case OpaqueDirectory opaque -> setOpaque(ensureDirectory(opaque.path()), opaque.path());
      case RegularFile file -> throw new IllegalStateException("a file without content: " + file);
    }
  }

  private void directory(Directory directory) throws IOException {
    String path = directory.path();
    DirectoryHandle parent = ensureDirectory(path);
    String name = Parents.name(path);
    owners.applyTo(parent, name, path, directory.metadata());
    parent.chmod(name, directory.metadata().mode());
    owners.applyAttributes(parent.attributes(name), path, directory.metadata());
    directoryTimes.put(path, directory.metadata().mtime());
  }

  /** Gives the parent of the directory. */
  private DirectoryHandle ensureDirectory(String path) throws IOException {
    DirectoryHandle parent = parents.of(path);
    String name = Parents.name(path);
    if (!parent.has(name)) {
      Parents.makeDirectory(parent, name);
      directoryTimes.put(path, Metadata.EPOCH);
      if (hasFileMarks && parent.has(FileMarks.hiding(name))) {
        parent.removeFile(FileMarks.hiding(name));
        setOpaque(parent, path);
      }
      return parent;
    }
    FileStatus status = parent.status(name);
    if (!status.isDirectory()) {
      parent.removeFile(name);
      parents.forgetBut(parent);
      Parents.makeDirectory(parent, name);
      directoryTimes.put(path, Metadata.EPOCH);
    }
    if (status.isWhiteout()) {
      setOpaque(parent, path);
    }
    return parent;
  }

  private void setOpaque(DirectoryHandle parent, String path) throws IOException {
    parent.makeOpaque(Parents.name(path), mode);
  }

  private void symlink(Symlink link) throws IOException {
    DirectoryHandle parent = parents.of(link.path());
    String name = Parents.name(link.path());
    removeOther(parent, name);
    parent.makeSymlink(name, link.target());
    owners.applyTo(parent, name, link.path(), link.metadata());
    owners.applyAttributes(parent.attributes(name), link.path(), link.metadata());
    parent.setTime(name, link.metadata().mtime());
  }

  private void hardLink(HardLink link) throws IOException {
    DirectoryHandle parent = parents.of(link.path());
    String name = Parents.name(link.path());
    if (link.path().equals(link.target())) {
      return;
    }
    removeOther(parent, name);
    try (DirectoryHandle other = parents.open(link.target())) {
      parent.makeHardLink(name, other, Parents.name(link.target()));
    } catch (SyscallException e) {
      if (e.is(Errno.ENOENT) || e.is(Errno.ENOTDIR) || e.is(Errno.EPERM)) {
        throw new InvalidLayerException(
            link.path() + " is a hard link to " + link.target() + ", no file of this layer");
      }
      throw e;
    }
  }

  private void fifo(Fifo fifo) throws IOException {
    DirectoryHandle parent = parents.of(fifo.path());
    String name = Parents.name(fifo.path());
    removeOther(parent, name);
    parent.makeFifo(name, 0600);
    finishNode(parent, name, fifo.path(), fifo.metadata());
  }

  private void device(Device device) throws IOException {
    if (device.kind() == Device.Kind.CHARACTER && device.major() == 0 && device.minor() == 0) {
      owners.note(device.path() + " is left out: a device 0:0 means removal to an overlay");
      return;
    }
    DirectoryHandle parent = parents.of(device.path());
    String name = Parents.name(device.path());
    removeOther(parent, name);
    try {
      parent.makeNode(name, kind(device), 0600, device.major(), device.minor());
    } catch (SyscallException e) {
      if (!e.is(Errno.EPERM)) {
        throw e;
      }
      owners.note(device.path() + " is left out: only real root may make device nodes");
      return;
    }
    finishNode(parent, name, device.path(), device.metadata());
  }

  private static FileStatus.Kind kind(Device device) {
    return device.kind() == Device.Kind.BLOCK
        ? FileStatus.Kind.BLOCK_DEVICE
        : FileStatus.Kind.CHARACTER_DEVICE;
  }

  private void finishNode(DirectoryHandle parent, String name, String path, Metadata metadata)
      throws IOException {
    owners.applyTo(parent, name, path, metadata);
    parent.chmod(name, metadata.mode());
    owners.applyAttributes(parent.attributes(name), path, metadata);
    parent.setTime(name, metadata.mtime());
  }

  /** What the same layer brings under that name stays, whichever comes first. */
  private void whiteout(Whiteout whiteout) throws IOException {
    DirectoryHandle parent = parents.of(whiteout.path());
    String name = Parents.name(whiteout.path());
    if (!parent.has(name)) {
      parent.makeWhiteout(name);
      hasFileMarks |= !parent.has(name);
    } else if (parent.status(name).isDirectory()) {
      setOpaque(parent, whiteout.path());
    }
  }

  /** A later entry of the same path replaces an earlier. */
  private void removeOther(DirectoryHandle parent, String name) throws IOException {
    if (parent.has(name)) {
      TreeDeletion.delete(parent, name);
      parents.forgetBut(parent);
    }
    if (hasFileMarks && parent.has(FileMarks.hiding(name))) {
      parent.removeFile(FileMarks.hiding(name));
    }
  }

  /** Sets the times of directories, which making their children has changed. */
  void finish() throws IOException {
    for (Map.Entry<String, Instant> time : directoryTimes.entrySet()) {
      setTime(time.getKey(), time.getValue());
    }
  }

  /** What was a directory may have been replaced since, or what it was in. */
  private void setTime(String path, Instant time) throws IOException {
    try (DirectoryHandle parent = parents.open(path)) {
      String name = Parents.name(path);
      if (parent.has(name) && parent.status(name).isDirectory()) {
        parent.setTime(name, time);
      }
    } catch (SyscallException e) {
      if (!e.is(Errno.ENOENT) && !e.is(Errno.ENOTDIR)) {
        throw e;
      }
    }
  }

  @Override
  public void close() throws IOException {
    parents.forget();
  }
}
