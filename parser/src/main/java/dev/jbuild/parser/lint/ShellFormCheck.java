package dev.jbuild.parser.lint;

import dev.jbuild.parser.ast.CommandLine;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.diagnostic.Problems;

/** Shell forms that keep signals from the program, unless a SHELL was chosen on purpose. */
final class ShellFormCheck implements StageCheck {

  @Override
  public void check(LintedStage stage, Problems findings) {
    if (stage.hasShell()) {
      return;
    }
    for (LintedStage.Step step : stage.steps()) {
      switch (step.instruction()) {
        case Instruction.Shell _ -> {
          return;
        }
        case Instruction.Cmd cmd -> check("CMD", step, cmd.command(), findings);
        case Instruction.Entrypoint entrypoint ->
            check("ENTRYPOINT", step, entrypoint.command(), findings);
        default -> {}
      }
    }
  }

  private static void check(
      String name, LintedStage.Step step, CommandLine command, Problems findings) {
    if (command instanceof CommandLine.Shell) {
      findings.add(
          Rules.JSON_ARGS_RECOMMENDED.at(
              step.span(),
              "JSON arguments recommended for "
                  + name
                  + ": the shell that runs it does not pass signals on"));
    }
  }
}
