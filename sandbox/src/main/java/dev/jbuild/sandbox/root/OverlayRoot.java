package dev.jbuild.sandbox.root;

import dev.jbuild.oci.layer.LayerWriter;
import dev.jbuild.sandbox.diff.StepClock;
import dev.jbuild.sandbox.diff.Untouched;
import dev.jbuild.sandbox.diff.UpperDiff;
import dev.jbuild.sandbox.diff.UpperMarks;
import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.linux.FileStatus;
import dev.jbuild.sandbox.linux.Mounts;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An overlay.
 *
 * @param lowers highest first
 * @param merged where it is mounted
 * @param changed the upper directory, which holds what is written
 * @param before the upper directory as it was made
 * @param server the process that serves it; empty for one of the kernel
 */
record OverlayRoot(
    List<Path> lowers, Path merged, Path changed, FileStatus before, Optional<Process> server)
    implements WritableRoot {

  @Override
  public Optional<FileStatus> before(String directory) throws IOException {
    for (Path lower : lowers) {
      try (DirectoryHandle handle = DirectoryHandle.open(lower)) {
        Optional<FileStatus> status = handle.statusInRoot(directory);
        if (status.filter(FileStatus::isDirectory).isPresent()) {
          return status;
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public Instant made() {
    return before.mtime();
  }

  @Override
  public void unmount() throws IOException {
    Mounts.unmount(merged);
  }

  @Override
  public void writeChanges(LayerWriter layer, Untouched untouched, StepClock clock)
      throws IOException {
    awaitServer();
    try (DirectoryHandle upper = DirectoryHandle.open(changed)) {
      new UpperDiff(layer, untouched, clock, marks()).write(upper, before);
    }
  }

  private UpperMarks marks() {
    return server.isEmpty() ? UpperMarks.OF_KERNEL : new FuseMarks(lowers);
  }

  /** What it has not written yet, it writes before it ends. */
  private void awaitServer() throws IOException {
    try {
      if (server.isPresent()) {
        server.get().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while unmounting");
    }
  }
}
