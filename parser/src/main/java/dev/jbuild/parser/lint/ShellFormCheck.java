package dev.jbuild.parser.lint;

import dev.jbuild.parser.ast.CommandLine;
import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.ast.Stage;
import dev.jbuild.parser.diagnostic.Problems;

/** Shell forms that keep signals from the program, unless a SHELL was chosen on purpose. */
final class ShellFormCheck implements Check {

  @Override
  public void check(Dockerfile file, Problems findings) {
    StageChain shells =
        new StageChain(
            file,
            stage -> stage.instructions().stream().anyMatch(Instruction.Shell.class::isInstance));
    for (Stage stage : file.stages()) {
      if (!shells.inherits(stage)) {
        check(stage, findings);
      }
    }
  }

  private static void check(Stage stage, Problems findings) {
    for (Instruction instruction : stage.instructions()) {
      switch (instruction) {
        case Instruction.Shell _ -> {
          return;
        }
        case Instruction.Cmd cmd -> check("CMD", cmd, cmd.command(), findings);
        case Instruction.Entrypoint entrypoint ->
            check("ENTRYPOINT", entrypoint, entrypoint.command(), findings);
        default -> {}
      }
    }
  }

  private static void check(
      String name, Instruction instruction, CommandLine command, Problems findings) {
    if (command instanceof CommandLine.Shell) {
      findings.add(
          Rules.JSON_ARGS_RECOMMENDED.at(
              instruction.span(), name + " runs in a shell, which does not pass signals on"));
    }
  }
}
