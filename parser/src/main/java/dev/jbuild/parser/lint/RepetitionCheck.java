package dev.jbuild.parser.lint;

import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.diagnostic.Problems;
import java.util.HashMap;
import java.util.Map;

/** Instructions of which a stage keeps the last only. */
final class RepetitionCheck implements StageCheck {

  @Override
  public void check(LintedStage stage, Problems findings) {
    Map<String, LintedStage.Step> last = new HashMap<>();
    for (LintedStage.Step step : stage.steps()) {
      String name = nameOf(step.instruction());
      LintedStage.Step before = name.isEmpty() ? null : last.put(name, step);
      if (before != null) {
        findings.add(
            Rules.MULTIPLE_INSTRUCTIONS_DISALLOWED.at(
                before.span(),
                "Multiple "
                    + name
                    + " instructions in one stage: this one has no effect, line "
                    + step.span().start().line()
                    + " replaces it"));
      }
    }
  }

  private static String nameOf(Instruction instruction) {
    return switch (instruction) {
      case Instruction.Cmd _ -> "CMD";
      case Instruction.Entrypoint _ -> "ENTRYPOINT";
      case Instruction.Healthcheck _ -> "HEALTHCHECK";
      default -> "";
    };
  }
}
