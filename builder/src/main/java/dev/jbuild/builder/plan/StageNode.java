package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.Platform;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.ast.Stage;
import dev.jbuild.parser.diagnostic.Diagnostic;

/**
 * A stage whose FROM is understood.
 *
 * @param label how steps are told apart from those of other stages; empty where there are none
 * @param isReplaced whether a context stands in the place of the whole stage: it has no steps then
 * @param platform of the base: what FROM says, else the parent stage's, else the target's
 */
record StageNode(Stage stage, String label, Origin base, boolean isReplaced, Platform platform) {

  int index() {
    return stage.index();
  }

  /** Errors in the words of what is done in the stage itself. */
  ImmutableList<Diagnostic> malformed() {
    return isReplaced ? ImmutableList.of() : stage.malformed();
  }

  /** What is done in the stage itself. */
  ImmutableList<Instruction> instructions() {
    return isReplaced ? ImmutableList.of() : stage.instructions();
  }
}
