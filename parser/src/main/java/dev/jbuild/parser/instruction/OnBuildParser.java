package dev.jbuild.parser.instruction;

import com.google.common.collect.ImmutableSet;
import dev.jbuild.parser.ast.Instruction.OnBuild;
import dev.jbuild.parser.lexer.HeredocBody;
import dev.jbuild.parser.lexer.Statement;
import java.util.Optional;

/** {@code ONBUILD INSTRUCTION}. */
final class OnBuildParser implements InstructionParser {
  private static final ImmutableSet<String> FORBIDDEN =
      ImmutableSet.of("ONBUILD", "FROM", "MAINTAINER");

  @Override
  public Optional<OnBuild> parse(Statement statement, Context context) {
    FlagTable.NONE.parse(statement, context);
    if (!context.requireArguments(statement, "ONBUILD RUN command")) {
      return Optional.empty();
    }
    Statement trigger = statement.trigger();
    if (FORBIDDEN.contains(trigger.keyword())) {
      context
          .problems()
          .error(
              trigger.name().span(),
              trigger.keyword() + " isn't allowed as an ONBUILD trigger",
              "write it in the Dockerfile that builds on this image");
      return Optional.empty();
    }
    return Instructions.parse(trigger, context)
        .map(instruction ->
            new OnBuild(statement.span(), statement.original(), instruction, textOf(trigger)));
  }

  private static String textOf(Statement trigger) {
    StringBuilder text = new StringBuilder(trigger.whole().text());
    for (HeredocBody body : trigger.heredocs()) {
      text.append('\n').append(body.raw()).append(body.heredoc().name());
    }
    return text.toString();
  }
}
