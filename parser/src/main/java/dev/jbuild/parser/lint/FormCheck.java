package dev.jbuild.parser.lint;

import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.ast.Stage;
import dev.jbuild.parser.diagnostic.Problems;

/** Forms that stay for old Dockerfiles only. */
final class FormCheck implements Check {

  @Override
  public void check(Dockerfile file, Problems findings) {
    for (Stage stage : file.stages()) {
      stage.instructions().forEach(instruction -> check(instruction, findings));
    }
  }

  private static void check(Instruction instruction, Problems findings) {
    switch (instruction) {
      case Instruction.Maintainer maintainer ->
          findings.add(
              Rules.MAINTAINER_DEPRECATED.at(
                  maintainer.span(),
                  "MAINTAINER is deprecated: use LABEL org.opencontainers.image.authors=..."));
      case Instruction.Env env when env.legacy() -> reportLegacy("ENV", env, findings);
      case Instruction.Label label when label.legacy() -> reportLegacy("LABEL", label, findings);
      default -> {}
    }
  }

  private static void reportLegacy(String name, Instruction instruction, Problems findings) {
    findings.add(
        Rules.LEGACY_KEY_VALUE_FORMAT.at(
            instruction.span(), name + " has no equals sign: write " + name + " key=value"));
  }
}
