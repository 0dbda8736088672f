package dev.jbuild.sandbox.root;

import dev.jbuild.oci.layer.LayerWriter;
import dev.jbuild.sandbox.diff.StepClock;
import dev.jbuild.sandbox.diff.TreeDiff;
import dev.jbuild.sandbox.diff.TreeRecord;
import dev.jbuild.sandbox.diff.UnchangedPaths;
import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.linux.FileStatus;
import dev.jbuild.sandbox.linux.Mounts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A copy, and what was in it.
 *
 * @param before of the root itself
 */
record CopiedRoot(
    Path merged, Instant made, FileStatus before, TreeRecord record, boolean isMounted)
    implements WritableRoot {

  @Override
  public Path changed() {
    return merged;
  }

  @Override
  public void unmount() throws IOException {
    if (isMounted) {
      Mounts.unmount(merged);
    }
  }

  @Override
  public void writeChanges(LayerWriter layer, UnchangedPaths unchanged, StepClock clock)
      throws IOException {
    try (DirectoryHandle root = DirectoryHandle.open(merged)) {
      new TreeDiff(layer, unchanged, clock).write(root, before, record);
    }
  }
}
