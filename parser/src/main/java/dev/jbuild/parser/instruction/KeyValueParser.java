package dev.jbuild.parser.instruction;

import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.ast.KeyValue;
import dev.jbuild.parser.lexer.Fragment;
import dev.jbuild.parser.lexer.Statement;
import java.util.Optional;

/** {@code ENV key=value ...} and LABEL, and their old form {@code ENV key value}. */
final class KeyValueParser implements InstructionParser {

  /** Makes the instruction. */
  private interface Maker {
    Instruction make(Statement statement, ImmutableList<KeyValue> pairs, boolean legacy);
  }

  private final Maker maker;

  private KeyValueParser(Maker maker) {
    this.maker = maker;
  }

  static KeyValueParser ofEnv() {
    return new KeyValueParser((statement, pairs, legacy) ->
        new Instruction.Env(statement.span(), statement.original(), pairs, legacy));
  }

  static KeyValueParser ofLabel() {
    return new KeyValueParser((statement, pairs, legacy) ->
        new Instruction.Label(statement.span(), statement.original(), pairs, legacy));
  }

  @Override
  public Optional<Instruction> parse(Statement statement, Context context) {
    FlagTable.NONE.parse(statement, context);
    if (!context.requireArguments(statement, statement.keyword() + " name=value")) {
      return Optional.empty();
    }
    ImmutableList<Fragment> words = QuotedWords.split(statement.arguments(), context.escape());
    if (words.isEmpty() || words.get(0).text().indexOf('=') < 0) {
      return legacyPair(statement, context)
          .map(pair -> maker.make(statement, ImmutableList.of(pair), true));
    }
    return Optional.of(maker.make(statement, pairs(statement, words, context), false));
  }

  private static ImmutableList<KeyValue> pairs(
      Statement statement, ImmutableList<Fragment> words, Context context) {
    ImmutableList.Builder<KeyValue> pairs = ImmutableList.builder();
    for (Fragment word : words) {
      int equals = word.text().indexOf('=');
      if (equals > 0) {
        pairs.add(new KeyValue(word.slice(0, equals).word(), word.from(equals + 1).word()));
        continue;
      }
      String message =
          equals == 0
              ? statement.keyword() + " names can not be blank"
              : "can't find = in \"" + word.text() + "\"";
      context
          .problems()
          .error(word.span(), message, "write name=value, with quotes around a value with spaces");
    }
    return pairs.build();
  }

  private static Optional<KeyValue> legacyPair(Statement statement, Context context) {
    Fragment key = statement.arguments().firstWord();
    Fragment value = statement.arguments().afterFirstWord();
    if (value.isEmpty()) {
      context
          .problems()
          .error(
              key.span(),
              statement.keyword() + " must have two arguments: " + key.text() + " has no value",
              "write " + statement.keyword() + " " + key.text() + "=value");
      return Optional.empty();
    }
    return Optional.of(new KeyValue(key.word(), value.word()));
  }
}
