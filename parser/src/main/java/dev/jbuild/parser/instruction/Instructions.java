package dev.jbuild.parser.instruction;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.diagnostic.Suggestion;
import dev.jbuild.parser.lexer.Statement;
import java.util.Optional;

/** All instructions of the language with their parsers. */
public final class Instructions {
  private static final ImmutableMap<String, InstructionParser> PARSERS =
      ImmutableMap.<String, InstructionParser>builder()
          .put("ADD", CopyParser.ofAdd())
          .put("ARG", new ArgParser())
          .put("CMD", TextParser.ofCmd())
          .put("COPY", CopyParser.ofCopy())
          .put("ENTRYPOINT", TextParser.ofEntrypoint())
          .put("ENV", KeyValueParser.ofEnv())
          .put("EXPOSE", ListParser::expose)
          .put("FROM", new FromParser())
          .put("HEALTHCHECK", new HealthcheckParser())
          .put("LABEL", KeyValueParser.ofLabel())
          .put("MAINTAINER", TextParser.ofMaintainer())
          .put("ONBUILD", new OnBuildParser())
          .put("RUN", new RunParser())
          .put("SHELL", ListParser::shell)
          .put("STOPSIGNAL", TextParser.ofStopSignal())
          .put("USER", TextParser.ofUser())
          .put("VOLUME", ListParser::volume)
          .put("WORKDIR", TextParser.ofWorkdir())
          .buildOrThrow();

  private Instructions() {}

  /** Empty where the statement is too broken; the context's problems then say why. */
  public static Optional<? extends Instruction> parse(Statement statement, Context context) {
    InstructionParser parser = PARSERS.get(statement.keyword());
    if (parser == null) {
      reportUnknown(statement, context);
      return Optional.empty();
    }
    return parser.parse(statement, context);
  }

  /** Whether the language has an instruction of that name. */
  public static boolean isKnown(Statement statement) {
    return PARSERS.containsKey(statement.keyword());
  }

  private static void reportUnknown(Statement statement, Context context) {
    String name = statement.name().text();
    context
        .problems()
        .add(
            Suggestion.error(
                statement.name().span(),
                "unknown instruction: " + name,
                statement.keyword(),
                PARSERS.keySet(),
                ""));
  }
}
