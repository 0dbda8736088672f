package dev.jbuild.sandbox.diff;

import dev.jbuild.oci.layer.LayerWriter;
import dev.jbuild.oci.tree.Directory;
import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.linux.FileStatus;
import java.io.IOException;

/** Writes an upper directory as a layer: depth-first, the names of a directory sorted. */
public final class UpperDiff {
  private final ChangeWriter changes;
  private final Lowers lowers;

  /** What the upper directory was mounted over. */
  @FunctionalInterface
  public interface Lowers {
    /** Whether a new directory of this path has anything to hide. */
    boolean have(String path) throws IOException;
  }

  public UpperDiff(
      LayerWriter layer, UnchangedDirectories unchanged, StepClock clock, Lowers lowers) {
    this.changes = new ChangeWriter(layer, unchanged, clock);
    this.lowers = lowers;
  }

  /**
   * Adds all of it.
   *
   * @param root the upper directory, no longer mounted
   * @param before what the overlay's root was made as
   */
  public void write(DirectoryHandle root, FileStatus before) throws IOException {
    changes.root(root, before);
    children(root, "");
  }

  private void children(DirectoryHandle directory, String path) throws IOException {
    for (String name : directory.names()) {
      FileStatus status = directory.status(name);
      String child = path.isEmpty() ? name : path + "/" + name;
      if (OverlayMarks.isMark(name)) {
        continue;
      }
      if (status.isWhiteout()) {
        changes.whiteout(child);
      } else if (status.isDirectory()) {
        directory(directory, name, child, status);
      } else {
        changes.leaf(directory, name, child, status);
      }
    }
  }

  private void directory(DirectoryHandle parent, String name, String path, FileStatus status)
      throws IOException {
    Directory entry = changes.enter(parent, name, path, status, true);
    if (OverlayMarks.isOpaque(parent.attributes(name)) && lowers.have(path)) {
      changes.opaque(path);
    }
    try (DirectoryHandle directory = parent.openDirectory(name)) {
      children(directory, path);
    }
    changes.leave(entry);
  }
}
