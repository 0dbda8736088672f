package dev.jbuild.sandbox.root;

import dev.jbuild.oci.layer.LayerWriter;
import dev.jbuild.sandbox.diff.StepClock;
import dev.jbuild.sandbox.diff.TreeDiff;
import dev.jbuild.sandbox.diff.TreeRecord;
import dev.jbuild.sandbox.diff.Untouched;
import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.linux.FileStatus;
import dev.jbuild.sandbox.linux.Mounts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A copy, and what was in it.
 *
 * @param before of the root itself
 */
record CopiedRoot(
    Path merged, Instant made, FileStatus before, TreeRecord record, boolean isMounted)
    implements WritableRoot {

  @Override
  public Optional<FileStatus> before(String directory) {
    return record.find(directory);
  }

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
  public void writeChanges(LayerWriter layer, Untouched untouched, StepClock clock)
      throws IOException {
    try (DirectoryHandle root = DirectoryHandle.open(merged)) {
      new TreeDiff(layer, untouched, clock).write(root, before, record);
    }
  }
}
