package dev.jbuild.sandbox.root;

import dev.jbuild.oci.layer.LayerWriter;
import dev.jbuild.sandbox.diff.StepClock;
import dev.jbuild.sandbox.diff.UnchangedPaths;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** A root that can be written to. */
public sealed interface WritableRoot permits OverlayRoot, CopiedRoot {

  /** Where it is. */
  Path merged();

  /** The directory that what is written ends up in. */
  Path changed();

  /** When it was made, by the clock of its file system. */
  Instant made();

  /** Takes it out of sight; what was mounted from it stays usable. */
  void unmount() throws IOException;

  /**
   * Adds all that has changed since it was made. For a root that is no longer mounted.
   *
   * @param unchanged directories that were touched, but not by the command
   */
  void writeChanges(LayerWriter layer, UnchangedPaths unchanged, StepClock clock)
      throws IOException;
}
