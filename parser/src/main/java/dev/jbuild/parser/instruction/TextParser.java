package dev.jbuild.parser.instruction;

import dev.jbuild.parser.ast.CommandLine;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.ast.Word;
import dev.jbuild.parser.lexer.Statement;
import java.util.Optional;

/** Instructions without flags that take all that follows as one thing. */
final class TextParser implements InstructionParser {

  /** Makes the instruction of arguments that are not empty, or of such as are in error anyway. */
  private interface Maker {
    Instruction make(Statement statement, Context context);
  }

  private final String example;
  private final Maker maker;

  private TextParser(String example, Maker maker) {
    this.example = example;
    this.maker = maker;
  }

  static TextParser ofUser() {
    return new TextParser(
        "USER name or USER uid:gid",
        (statement, context) ->
            new Instruction.User(statement.span(), statement.original(), word(statement)));
  }

  static TextParser ofWorkdir() {
    return new TextParser(
        "WORKDIR /path",
        (statement, context) ->
            new Instruction.Workdir(statement.span(), statement.original(), word(statement)));
  }

  static TextParser ofStopSignal() {
    return new TextParser(
        "STOPSIGNAL SIGTERM",
        (statement, context) ->
            new Instruction.StopSignal(statement.span(), statement.original(), word(statement)));
  }

  static TextParser ofMaintainer() {
    return new TextParser(
        "LABEL org.opencontainers.image.authors=name",
        (statement, context) ->
            new Instruction.Maintainer(
                statement.span(), statement.original(), word(statement).text()));
  }

  static TextParser ofCmd() {
    return new TextParser(
        "CMD [\"program\", \"argument\"]",
        (statement, context) ->
            new Instruction.Cmd(
                statement.span(), statement.original(), command(statement, context)));
  }

  static TextParser ofEntrypoint() {
    return new TextParser(
        "ENTRYPOINT [\"program\", \"argument\"]",
        (statement, context) ->
            new Instruction.Entrypoint(
                statement.span(), statement.original(), command(statement, context)));
  }

  @Override
  public Optional<Instruction> parse(Statement statement, Context context) {
    FlagTable.NONE.parse(statement, context);
    boolean complete = !statement.flags().isEmpty() || context.requireArguments(statement, example);
    return complete ? Optional.of(maker.make(statement, context)) : Optional.empty();
  }

  private static Word word(Statement statement) {
    return statement.arguments().word();
  }

  private static CommandLine command(Statement statement, Context context) {
    return CommandLines.parse(statement.arguments(), statement, context);
  }
}
