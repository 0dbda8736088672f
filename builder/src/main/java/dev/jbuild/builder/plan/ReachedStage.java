package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.lint.LintedStage;

/**
 * A stage that the target needs.
 *
 * @param steps the triggers of what it is built on, then its own instructions
 */
record ReachedStage(StageNode node, ImmutableList<Step> steps) {

  /**
   * The stage for the linter.
   *
   * @param hasShell whether what it is built on has chosen a SHELL
   */
  LintedStage linted(boolean hasShell) {
    ImmutableList<LintedStage.Step> linted =
        steps.stream()
            .map(step -> new LintedStage.Step(step.instruction(), step.foreign()))
            .collect(ImmutableList.toImmutableList());
    return new LintedStage(node.stage(), hasShell, linted);
  }

  /** How many steps the progress view counts. */
  int total() {
    int base =
        switch (node.base()) {
          case Origin.Image _, Origin.Files _ -> 1;
          case Origin.Scratch _, Origin.OtherStage _ -> 0;
        };
    return base + (int) steps.stream().filter(ReachedStage::isCounted).count();
  }

  private static boolean isCounted(Step step) {
    return step.isTrigger()
        || switch (step.instruction()) {
          case Instruction.Run _, Instruction.Copy _, Instruction.Add _, Instruction.Workdir _ ->
              true;
          default -> false;
        };
  }
}
