package dev.jbuild.parser.lint;

import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.ast.Stage;
import dev.jbuild.parser.ast.Word;
import dev.jbuild.parser.diagnostic.Problems;
import java.util.regex.Pattern;

/** Names of variables that sound like secrets: their values end in the image or in its history. */
final class SecretsCheck implements Check {
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)(?:_|^)(?:apikey|auth|credentials?|key|password|passwd|pword|secret|token)(?:_|$)");
  private static final Pattern HARMLESS =
      Pattern.compile("(?i)(?:_|^)(?:public|file|version)(?:_|$)");

  @Override
  public void check(Dockerfile file, Problems findings) {
    file.metaArgs().forEach(arg -> check(arg, findings));
    for (Stage stage : file.stages()) {
      stage.instructions().forEach(instruction -> check(instruction, findings));
    }
  }

  private static void check(Instruction instruction, Problems findings) {
    switch (instruction) {
      case Instruction.Arg arg ->
          arg.declarations().forEach(declared -> check("ARG", declared.name(), findings));
      case Instruction.Env env -> env.pairs().forEach(pair -> check("ENV", pair.key(), findings));
      default -> {}
    }
  }

  private static void check(String instruction, Word name, Problems findings) {
    if (SECRET.matcher(name.text()).find() && !HARMLESS.matcher(name.text()).find()) {
      findings.add(
          Rules.SECRETS_USED_IN_ARG_OR_ENV.at(
              name.span(),
              instruction + " " + name.text() + " may hold a secret: use RUN --mount=type=secret"));
    }
  }
}
