package dev.jbuild.parser.lint;

import com.google.common.base.CharMatcher;
import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.ast.Stage;
import dev.jbuild.parser.diagnostic.Problems;

/**
 * A relative WORKDIR that depends on the base image. One that starts with a variable may be
 * absolute.
 */
final class WorkdirCheck implements Check {
  private static final CharMatcher QUOTES = CharMatcher.anyOf("\"'");

  @Override
  public void check(Dockerfile file, Problems findings) {
    StageChain workdirs =
        new StageChain(
            file,
            stage -> stage.instructions().stream().anyMatch(Instruction.Workdir.class::isInstance));
    for (Stage stage : file.stages()) {
      if (!workdirs.inherits(stage)) {
        checkFirst(stage, findings);
      }
    }
  }

  private static void checkFirst(Stage stage, Problems findings) {
    stage.instructions().stream()
        .filter(Instruction.Workdir.class::isInstance)
        .map(Instruction.Workdir.class::cast)
        .limit(1)
        .filter(workdir -> isRelative(workdir.path().text()))
        .forEach(workdir ->
            findings.add(
                Rules.WORKDIR_RELATIVE_PATH.at(
                    workdir.path().span(),
                    "\"" + workdir.path().text() + "\" depends on the base's WORKDIR")));
  }

  private static boolean isRelative(String path) {
    String unquoted = QUOTES.trimLeadingFrom(path);
    return !unquoted.startsWith("/") && !unquoted.startsWith("$");
  }
}
