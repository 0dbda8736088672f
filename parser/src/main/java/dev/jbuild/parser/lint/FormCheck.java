package dev.jbuild.parser.lint;

import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.diagnostic.Problems;
import dev.jbuild.parser.source.Span;

/** Pairs without an equals sign, which stay for old Dockerfiles only. */
final class FormCheck implements StageCheck {

  @Override
  public void check(LintedStage stage, Problems findings) {
    for (LintedStage.Step step : stage.steps()) {
      switch (step.instruction()) {
        case Instruction.Env env when env.legacy() -> report("ENV", step.span(), findings);
        case Instruction.Label label when label.legacy() -> report("LABEL", step.span(), findings);
        default -> {}
      }
    }
  }

  private static void report(String name, Span span, Problems findings) {
    findings.add(
        Rules.LEGACY_KEY_VALUE_FORMAT.at(
            span, name + " has no equals sign: write " + name + " key=value"));
  }
}
