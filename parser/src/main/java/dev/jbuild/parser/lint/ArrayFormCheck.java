package dev.jbuild.parser.lint;

import dev.jbuild.parser.ast.CommandLine;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.diagnostic.Problems;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Shell forms that were meant as JSON arrays. {@code [ -f x ]} is a command, and so is {@code [
 * "$a" ]}: only quotes behind the bracket, or commas between what is quoted, are taken for an
 * array.
 */
final class ArrayFormCheck implements StageCheck {
  private static final String STRING = "(?:'[^']*'|\"[^\"]*\"|[\u2018\u2019\u201c\u201d][^,]*)";
  private static final Pattern ARRAY =
      Pattern.compile(
          "\\[(?:" + STRING + "|\\s*" + STRING + "\\s*,.*)\\s*,?\\s*]\\s*", Pattern.DOTALL);

  @Override
  public void check(LintedStage stage, Problems findings) {
    for (LintedStage.Step step : stage.steps()) {
      if (looksLikeArray(step.instruction())) {
        findings.add(
            Rules.JSON_ARGS_MALFORMED.at(
                step.span(),
                "this is no JSON array, so a shell runs it as it stands",
                Optional.of("JSON wants double quotes around strings and no comma at the end")));
      }
    }
  }

  private static boolean looksLikeArray(Instruction instruction) {
    return switch (instruction) {
      case Instruction.Run run -> looksLikeArray(run.command());
      case Instruction.Cmd cmd -> looksLikeArray(cmd.command());
      case Instruction.Entrypoint entrypoint -> looksLikeArray(entrypoint.command());
      case Instruction.Healthcheck check ->
          check.command().filter(ArrayFormCheck::looksLikeArray).isPresent();
      default -> false;
    };
  }

  private static boolean looksLikeArray(CommandLine command) {
    return command instanceof CommandLine.Shell shell && ARRAY.matcher(shell.text()).matches();
  }
}
