package dev.jbuild.sandbox.diff;

import dev.jbuild.oci.layer.LayerWriter;
import dev.jbuild.oci.tree.Directory;
import dev.jbuild.sandbox.diff.TreeRecord.Node;
import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.linux.FileStatus;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes as a layer how a tree differs from what it was. */
public final class TreeDiff {
  private final ChangeWriter changes;
  private final Untouched untouched;

  public TreeDiff(LayerWriter layer, Untouched untouched, StepClock clock) throws IOException {
    this.changes = new ChangeWriter(layer, untouched, clock);
    this.untouched = untouched;
  }

  /**
   * Adds what has changed.
   *
   * @param before of the root itself
   * @param record of what was in it
   */
  public void write(DirectoryHandle root, FileStatus before, TreeRecord record) throws IOException {
    changes.root(root, before);
    children(root, "", record.top());
  }

  private void children(DirectoryHandle directory, String path, Map<String, Node> before)
      throws IOException {
    Set<String> now = new HashSet<>(directory.names());
    Set<String> all = new TreeSet<>(before.keySet());
    all.addAll(now);
    for (String name : all) {
      String child = path.isEmpty() ? name : path + "/" + name;
      if (now.contains(name)) {
        compare(directory, name, child, before.get(name));
      } else if (!untouched.isGone(child)) {
        changes.whiteout(child);
      }
    }
  }

  private void compare(DirectoryHandle parent, String name, String path, @Nullable Node before)
      throws IOException {
    FileStatus status = parent.status(name);
    boolean hasChanged = before == null || TreeRecord.hasChanged(before.status(), status);
    if (!status.isDirectory()) {
      if (hasChanged && !isByOthers(path, status)) {
        changes.leaf(parent, name, path, status);
      }
      return;
    }
    Directory entry = changes.enter(parent, name, path, status, hasChanged);
    try (DirectoryHandle directory = parent.openDirectory(name)) {
      children(directory, path, before == null ? Map.of() : before.children());
    }
    changes.leave(entry);
  }

  private boolean isByOthers(String path, FileStatus now) {
    return untouched.hasFile(path, now) || untouched.isAsBefore(path, now);
  }
}
