package dev.jbuild.parser.lint;

import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.ast.Word;
import dev.jbuild.parser.diagnostic.Problems;
import java.util.regex.Pattern;

/** Names of variables that sound like secrets: their values end in the image or in its history. */
final class SecretsCheck implements StageCheck {
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)(?:_|^)(?:apikey|auth|credentials?|key|password|passwd|pword|secret|token)(?:_|$)");
  private static final Pattern HARMLESS =
      Pattern.compile("(?i)(?:_|^)(?:public|file|version)(?:_|$)");

  @Override
  public void check(LintedStage stage, Problems findings) {
    for (LintedStage.Step step : stage.steps()) {
      switch (step.instruction()) {
        case Instruction.Arg arg ->
            arg.declarations().forEach(declared -> check("ARG", declared.name(), step, findings));
        case Instruction.Env env ->
            env.pairs().forEach(pair -> check("ENV", pair.key(), step, findings));
        default -> {}
      }
    }
  }

  private static void check(
      String instruction, Word name, LintedStage.Step step, Problems findings) {
    if (SECRET.matcher(name.text()).find() && !HARMLESS.matcher(name.text()).find()) {
      findings.add(
          Rules.SECRETS_USED_IN_ARG_OR_ENV.at(
              step.place(name.span()),
              "Do not use ARG or ENV instructions for sensitive data ("
                  + instruction
                  + " \""
                  + name.text()
                  + "\"): use RUN --mount=type=secret"));
    }
  }
}
