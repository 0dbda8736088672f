package dev.jbuild.e2e.differ;

import java.nio.file.Path;

/** How a build ended. */
public sealed interface BuildOutcome {

  /** The image is in an archive. */
  record Built(Path archive) implements BuildOutcome {}

  /** There is no image; this was said. */
  record Refused(int status, String message) implements BuildOutcome {}
}
