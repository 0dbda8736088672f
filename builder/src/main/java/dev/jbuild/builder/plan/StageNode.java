package dev.jbuild.builder.plan;

import dev.jbuild.oci.Platform;
import dev.jbuild.parser.ast.Stage;

/**
 * A stage whose FROM is understood.
 *
 * @param label how steps are told apart from those of other stages; empty where there are none
 * @param platform of the base: what FROM says, else the parent stage's, else the target's
 */
record StageNode(Stage stage, String label, Origin base, Platform platform) {

  int index() {
    return stage.index();
  }
}
