package dev.jbuild.parser.instruction;

import static com.google.common.collect.ImmutableList.toImmutableList;

import dev.jbuild.parser.ast.CommandLine;
import dev.jbuild.parser.lexer.Fragment;
import dev.jbuild.parser.lexer.HeredocBody;
import dev.jbuild.parser.lexer.JsonArray;
import dev.jbuild.parser.lexer.Statement;
import java.util.Optional;

/** Reads what RUN, CMD, ENTRYPOINT and HEALTHCHECK CMD are given. */
final class CommandLines {
  private CommandLines() {}

  /** A JSON array of strings is the exec form; all else is for the shell. */
  static CommandLine parse(Fragment arguments, Statement statement, Context context) {
    Optional<JsonArray> array = jsonOf(arguments, context);
    if (array.isPresent()) {
      return new CommandLine.Exec(array.get().strings());
    }
    return new CommandLine.Shell(
        arguments.text(),
        statement.heredocs().stream().map(HeredocBody::heredoc).collect(toImmutableList()));
  }

  /** Empty for the shell form, and after reporting an array of other things than strings. */
  static Optional<JsonArray> jsonOf(Fragment arguments, Context context) {
    Optional<JsonArray> array = JsonArray.parse(arguments);
    Optional<JsonArray.Element> other = array.flatMap(JsonArray::firstOther);
    other.ifPresent(element ->
        context
            .problems()
            .error(
                element.source().span(),
                "a JSON array of arguments holds strings only",
                "put it in double quotes"));
    return other.isPresent() ? Optional.empty() : array;
  }
}
