package dev.jbuild.parser.lint;

import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.ast.Stage;
import dev.jbuild.parser.diagnostic.Problems;
import java.util.HashMap;
import java.util.Map;

/** Instructions of which a stage keeps the last only. */
final class RepetitionCheck implements Check {

  @Override
  public void check(Dockerfile file, Problems findings) {
    for (Stage stage : file.stages()) {
      check(stage, findings);
    }
  }

  private static void check(Stage stage, Problems findings) {
    Map<String, Instruction> last = new HashMap<>();
    for (Instruction instruction : stage.instructions()) {
      String name = nameOf(instruction);
      Instruction before = name.isEmpty() ? null : last.put(name, instruction);
      if (before != null) {
        findings.add(
            Rules.MULTIPLE_INSTRUCTIONS_DISALLOWED.at(
                before.span(),
                "this "
                    + name
                    + " has no effect: line "
                    + instruction.span().start().line()
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
