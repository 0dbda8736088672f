package dev.jbuild.parser.instruction;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.ast.CopySource;
import dev.jbuild.parser.lexer.Fragment;
import dev.jbuild.parser.lexer.HeredocBody;
import dev.jbuild.parser.lexer.JsonArray;
import dev.jbuild.parser.lexer.Statement;
import java.util.Optional;

/** The sources and the destination of COPY and ADD: a JSON array, or words and here-documents. */
final class CopyOperands {
  private CopyOperands() {}

  static ImmutableList<CopySource> parse(Statement statement, Context context) {
    Optional<JsonArray> array = CommandLines.jsonOf(statement.arguments(), context);
    if (array.isPresent()) {
      return ListParser.words(array.get()).stream()
          .map(CopySource.Path::new)
          .collect(toImmutableList());
    }
    return words(statement);
  }

  private static ImmutableList<CopySource> words(Statement statement) {
    ImmutableList.Builder<CopySource> operands = ImmutableList.builder();
    Fragment rest = statement.arguments();
    for (HeredocBody body : statement.heredocs()) {
      addPaths(rest.before(body.word()), operands);
      operands.add(new CopySource.Inline(body.heredoc()));
      rest = rest.after(body.word());
    }
    addPaths(rest, operands);
    return operands.build();
  }

  private static void addPaths(Fragment text, ImmutableList.Builder<CopySource> operands) {
    text.words().forEach(word -> operands.add(new CopySource.Path(word.word())));
  }
}
