package dev.jbuild.sandbox;

import dev.jbuild.oci.layer.WrittenLayer;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param exitStatus of the command; 127 or 126 when it could not be started, the reason being on
 *     its stderr; 128 + n when signal n ended it
 * @param layer what the command changed, possibly nothing; there if and only if it exited with 0
 */
public record RunResult(int exitStatus, Optional<WrittenLayer> layer) {
  public RunResult {
    if ((exitStatus == 0) != layer.isPresent()) {
      throw new IllegalArgumentException(
          "exit status " + exitStatus + (layer.isPresent() ? " with" : " without") + " a layer");
    }
  }
}
