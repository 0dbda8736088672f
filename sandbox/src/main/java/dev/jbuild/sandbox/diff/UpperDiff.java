package dev.jbuild.sandbox.diff;

import dev.jbuild.oci.layer.LayerWriter;
import dev.jbuild.oci.tree.Directory;
import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.linux.FileStatus;
import java.io.IOException;
import java.util.Optional;

/** Writes an upper directory as a layer: depth-first, the names of a directory sorted. */
public final class UpperDiff {
  private final ChangeWriter changes;
  private final Untouched untouched;
  private final UpperMarks marks;

  public UpperDiff(LayerWriter layer, Untouched untouched, StepClock clock, UpperMarks marks)
      throws IOException {
    this.changes = new ChangeWriter(layer, untouched, clock);
    this.untouched = untouched;
    this.marks = marks;
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
      if (!marks.isMark(name)) {
        child(directory, name, path.isEmpty() ? "" : path + "/");
      }
    }
  }

  private void child(DirectoryHandle directory, String name, String parent) throws IOException {
    FileStatus status = directory.status(name);
    if (untouched.hasFile(parent + name, status)) {
      return;
    }
    Optional<String> hidden = marks.hidden(name);
    if (hidden.isPresent()) {
      changes.whiteout(parent + hidden.get());
    } else if (status.isWhiteout()) {
      changes.whiteout(parent + name);
    } else if (status.isDirectory()) {
      directory(directory, name, parent + name, status);
    } else {
      changes.leaf(directory, name, parent + name, status);
    }
  }

  private void directory(DirectoryHandle parent, String name, String path, FileStatus status)
      throws IOException {
    Directory entry = changes.enter(parent, name, path, status, true);
    if (!untouched.hasSameDirectory(path, status) && isOpaque(parent, name) && marks.hides(path)) {
      changes.opaque(path);
    }
    try (DirectoryHandle directory = parent.openDirectory(name)) {
      children(directory, path);
    }
    changes.leave(entry);
  }

  private boolean isOpaque(DirectoryHandle parent, String name) throws IOException {
    if (UpperMarks.isOpaque(parent.attributes(name))) {
      return true;
    }
    try (DirectoryHandle directory = parent.openDirectory(name)) {
      return directory.names().stream().anyMatch(marks::isMark);
    }
  }
}
