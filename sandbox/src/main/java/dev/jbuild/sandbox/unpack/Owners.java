package dev.jbuild.sandbox.unpack;

import dev.jbuild.oci.tree.Metadata;
import dev.jbuild.sandbox.SandboxUnavailableException;
import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.linux.Errno;
import dev.jbuild.sandbox.linux.ExtendedAttributes;
import dev.jbuild.sandbox.linux.FileHandle;
import dev.jbuild.sandbox.linux.FileOwner;
import dev.jbuild.sandbox.linux.NotedOwner;
import dev.jbuild.sandbox.linux.OverlayMode;
import dev.jbuild.sandbox.linux.SyscallException;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;

/** Gives files the owner, mode and attributes that their entries say. */
final class Owners {
  private final boolean areNoted;
  private final Consumer<String> notes;

  /**
   * @param areNoted whether owners are only noted
   * @param notes hears of what could not be made
   */
  Owners(boolean areNoted, Consumer<String> notes) {
    this.areNoted = areNoted;
    this.notes = notes;
  }

  void note(String text) {
    notes.accept(text);
  }

  void applyTo(FileHandle file, String path, Metadata metadata) throws IOException {
    if (!areNoted) { // also root's own, for some directories pass their group on
      try {
        file.chown(metadata.uid(), metadata.gid());
      } catch (SyscallException e) {
        throw explained(e, path, metadata);
      }
    }
    file.chmod(metadata.mode());
  }

  private static boolean isOther(Metadata metadata) {
    return metadata.uid() != 0 || metadata.gid() != 0;
  }

  /** The owner only. */
  void applyTo(DirectoryHandle parent, String name, String path, Metadata metadata)
      throws IOException {
    if (areNoted) {
      return;
    }
    try {
      parent.chown(name, metadata.uid(), metadata.gid());
    } catch (SyscallException e) {
      throw explained(e, path, metadata);
    }
  }

  private static IOException explained(SyscallException e, String path, Metadata metadata) {
    if (!e.is(Errno.EINVAL)) {
      return e;
    }
    return new SandboxUnavailableException(
        path
            + " belongs to "
            + metadata.uid()
            + ":"
            + metadata.gid()
            + ", which this user has no sub-id for: widen the ranges in /etc/subuid and"
            + " /etc/subgid");
  }

  /**
   * After the owner, because a change of owner takes file capabilities away. Where owners are only
   * noted, they are so now.
   */
  void applyAttributes(ExtendedAttributes attributes, String path, Metadata metadata)
      throws IOException {
    for (Map.Entry<String, String> attribute : metadata.xattrs().entrySet()) {
      if (!OverlayMode.isOverlayAttribute(attribute.getKey()) && !isNote(attribute.getKey())) {
        apply(attributes, path, attribute.getKey(), attribute.getValue());
      }
    }
    if (areNoted && isOther(metadata)) {
      NotedOwner.write(attributes, new FileOwner(metadata.uid(), metadata.gid()));
    }
  }

  private boolean isNote(String name) {
    return areNoted && NotedOwner.isAttribute(name);
  }

  private void apply(ExtendedAttributes attributes, String path, String name, String value)
      throws IOException {
    try {
      attributes.set(name, value);
    } catch (SyscallException e) {
      if (!e.is(Errno.EPERM) && !e.is(Errno.EOPNOTSUPP)) {
        throw e;
      }
      notes.accept(name + " of " + path + " is left out: " + e.getMessage());
    }
  }
}
