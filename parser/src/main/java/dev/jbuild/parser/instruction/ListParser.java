package dev.jbuild.parser.instruction;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.ast.Instruction.Expose;
import dev.jbuild.parser.ast.Instruction.Shell;
import dev.jbuild.parser.ast.Instruction.Volume;
import dev.jbuild.parser.ast.Word;
import dev.jbuild.parser.lexer.Fragment;
import dev.jbuild.parser.lexer.JsonArray;
import dev.jbuild.parser.lexer.Statement;
import java.util.Optional;

/** Instructions without flags that take words: VOLUME, EXPOSE and SHELL. */
final class ListParser {
  private ListParser() {}

  static Optional<Instruction> expose(Statement statement, Context context) {
    FlagTable.NONE.parse(statement, context);
    if (!context.requireArguments(statement, "EXPOSE 8080 or EXPOSE 53/udp")) {
      return Optional.empty();
    }
    return Optional.of(
        new Expose(statement.span(), statement.original(), split(statement.arguments())));
  }

  static Optional<Instruction> volume(Statement statement, Context context) {
    FlagTable.NONE.parse(statement, context);
    if (!context.requireArguments(statement, "VOLUME /path")) {
      return Optional.empty();
    }
    ImmutableList<Word> paths =
        CommandLines.jsonOf(statement.arguments(), context)
            .map(ListParser::words)
            .orElseGet(() -> split(statement.arguments()));
    if (paths.isEmpty() || paths.stream().anyMatch(path -> path.text().isBlank())) {
      context
          .problems()
          .error(
              statement.arguments().span(),
              "VOLUME specified can not be an empty string",
              "write VOLUME /path");
    }
    return Optional.of(new Volume(statement.span(), statement.original(), paths));
  }

  static Optional<Instruction> shell(Statement statement, Context context) {
    FlagTable.NONE.parse(statement, context);
    Optional<JsonArray> array = JsonArray.parse(statement.arguments());
    if (array.isEmpty() || array.get().elements().isEmpty()) {
      String needed =
          array.isEmpty() ? "the arguments to be in JSON form" : "at least one argument";
      context
          .problems()
          .error(
              statement.span(), "SHELL requires " + needed, "write SHELL [\"/bin/bash\", \"-c\"]");
      return Optional.empty();
    }
    return CommandLines.jsonOf(statement.arguments(), context)
        .map(words -> new Shell(statement.span(), statement.original(), words.strings()));
  }

  private static ImmutableList<Word> split(Fragment text) {
    return text.words().stream().map(Fragment::word).collect(toImmutableList());
  }

  static ImmutableList<Word> words(JsonArray array) {
    return array.elements().stream()
        .map(element -> new Word(element.value().orElseThrow(), element.source().span()))
        .collect(toImmutableList());
  }
}
