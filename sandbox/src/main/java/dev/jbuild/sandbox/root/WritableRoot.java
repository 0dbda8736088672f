package dev.jbuild.sandbox.root;

import dev.jbuild.oci.layer.LayerWriter;
import dev.jbuild.sandbox.diff.StepClock;
import dev.jbuild.sandbox.diff.Untouched;
import dev.jbuild.sandbox.linux.FileStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** A root that can be written to. */
public sealed interface WritableRoot permits OverlayRoot, CopiedRoot {

  /** Where it is. */
  Path merged();

  /** The directory that what is written ends up in. */
  Path changed();

  /** What a directory was before anything was written; its path has no links. */
  Optional<FileStatus> before(String directory) throws IOException;

  /** When it was made, by the clock of its file system. */
  Instant made();

  /** Takes it out of sight; what was mounted from it stays usable. */
  void unmount() throws IOException;

  /**
   * Adds all that has changed since it was made. For a root that is no longer mounted.
   *
   * @param untouched what others than the command did
   */
  void writeChanges(LayerWriter layer, Untouched untouched, StepClock clock) throws IOException;
}
