package dev.jbuild.parser.instruction;

import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.ast.Instruction.Arg;
import dev.jbuild.parser.lexer.Fragment;
import dev.jbuild.parser.lexer.Statement;
import java.util.Optional;

/** {@code ARG name[=default] ...}. */
final class ArgParser implements InstructionParser {

  @Override
  public Optional<Arg> parse(Statement statement, Context context) {
    FlagTable.NONE.parse(statement, context);
    if (!context.requireArguments(statement, "ARG name or ARG name=default")) {
      return Optional.empty();
    }
    ImmutableList.Builder<Arg.Declaration> declarations = ImmutableList.builder();
    for (Fragment word : QuotedWords.split(statement.arguments(), context.escape())) {
      declarations.add(declaration(word, context));
    }
    return Optional.of(new Arg(statement.span(), statement.original(), declarations.build()));
  }

  private static Arg.Declaration declaration(Fragment word, Context context) {
    int equals = word.text().indexOf('=');
    if (equals == 0) {
      context.problems().error(word.span(), "ARG names can not be blank", "write ARG name=default");
    }
    if (equals < 0) {
      return new Arg.Declaration(word.word(), Optional.empty());
    }
    return new Arg.Declaration(
        word.slice(0, equals).word(), Optional.of(word.from(equals + 1).word()));
  }
}
