package dev.jbuild.parser.instruction;

import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.ast.Instruction.From;
import dev.jbuild.parser.lexer.Fragment;
import dev.jbuild.parser.lexer.Statement;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code FROM [--platform=P] IMAGE [AS NAME]}. */
final class FromParser implements InstructionParser {
  private static final Pattern STAGE_NAME = Pattern.compile("[a-z][a-z0-9_.-]*");
  private static final FlagTable FLAGS = FlagTable.NONE.text("platform");

  @Override
  public Optional<From> parse(Statement statement, Context context) {
    FlagValues flags = FLAGS.parse(statement, context);
    ImmutableList<Fragment> words = statement.arguments().words();
    boolean named = words.size() == 3 && words.get(1).text().equalsIgnoreCase("AS");
    if (words.size() != 1 && !named) {
      reportShape(statement, words, context);
      return Optional.empty();
    }
    if (named) {
      checkName(words.get(2), context);
    }
    return Optional.of(
        new From(
            statement.span(),
            statement.original(),
            flags.word("platform"),
            words.get(0).word(),
            named ? Optional.of(words.get(2).text()) : Optional.empty()));
  }

  private static void reportShape(
      Statement statement, ImmutableList<Fragment> words, Context context) {
    context
        .problems()
        .error(
            words.size() > 1 ? words.get(1).span() : statement.span(),
            "FROM requires either one or three arguments",
            "write FROM IMAGE or FROM IMAGE AS NAME");
  }

  private static void checkName(Fragment name, Context context) {
    if (!STAGE_NAME.matcher(name.text().toLowerCase(Locale.ROOT)).matches()) {
      context
          .problems()
          .error(
              name.span(),
              "invalid name for build stage: \""
                  + name.text()
                  + "\", name can't start with a number or contain symbols",
              "start with a letter, go on with letters, digits, - _ or .");
    }
  }
}
