package dev.jbuild.parser.instruction;

import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.ast.CopyFlags;
import dev.jbuild.parser.ast.CopySource;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.ast.Word;
import dev.jbuild.parser.lexer.Statement;
import java.util.Optional;

/** {@code COPY [flags] SOURCE... DESTINATION}, and ADD, which has other flags. */
final class CopyParser implements InstructionParser {
  private static final FlagTable COPY_FLAGS =
      FlagTable.NONE.text("from", "chown", "chmod").switches("link", "parents").lists("exclude");
  private static final FlagTable ADD_FLAGS =
      FlagTable.NONE
          .text("chown", "chmod", "checksum")
          .switches("link", "keep-git-dir", "unpack")
          .lists("exclude");

  private final boolean add;

  private CopyParser(boolean add) {
    this.add = add;
  }

  static CopyParser ofCopy() {
    return new CopyParser(false);
  }

  static CopyParser ofAdd() {
    return new CopyParser(true);
  }

  @Override
  public Optional<? extends Instruction> parse(Statement statement, Context context) {
    CopyFlags flags = flags((add ? ADD_FLAGS : COPY_FLAGS).parse(statement, context));
    ImmutableList<CopySource> operands = CopyOperands.parse(statement, context);
    if (operands.size() < 2) {
      reportMissing(statement, operands, context);
      return Optional.empty();
    }
    ImmutableList<CopySource> sources = operands.subList(0, operands.size() - 1);
    checkFrom(flags, context);
    checkChecksum(flags, sources, context);
    return switch (operands.getLast()) {
      case CopySource.Path path -> Optional.of(build(statement, flags, sources, path.word()));
      case CopySource.Inline inline -> {
        context
            .problems()
            .error(
                statement.heredocs().getLast().word().span(),
                statement.keyword() + " cannot accept a heredoc as a destination",
                "write the path of the file after <<" + inline.heredoc().name());
        yield Optional.empty();
      }
    };
  }

  private Instruction build(
      Statement statement, CopyFlags flags, ImmutableList<CopySource> sources, Word destination) {
    return add
        ? new Instruction.Add(statement.span(), statement.original(), flags, sources, destination)
        : new Instruction.Copy(statement.span(), statement.original(), flags, sources, destination);
  }

  private static CopyFlags flags(FlagValues values) {
    return new CopyFlags(
        values.word("from"),
        values.word("chown"),
        values.word("chmod"),
        values.isSet("link"),
        values.isSet("parents"),
        values.words("exclude"),
        values.word("checksum"),
        values.choice("unpack"),
        values.choice("keep-git-dir"));
  }

  private static void reportMissing(
      Statement statement, ImmutableList<CopySource> operands, Context context) {
    context
        .problems()
        .error(
            statement.name().span(),
            statement.keyword()
                + " requires at least two arguments, but "
                + (operands.isEmpty() ? "none" : "only one")
                + " was provided. Destination could not be determined",
            "write " + statement.keyword() + " SOURCE... DESTINATION");
  }

  private static void checkFrom(CopyFlags flags, Context context) {
    flags
        .from()
        .filter(from -> from.text().contains("$"))
        .ifPresent(from ->
            context
                .problems()
                .error(
                    from.span(),
                    "variable expansion is not supported for --from",
                    "name the image in a stage of its own: FROM " + from.text() + " AS name"));
  }

  private static void checkChecksum(
      CopyFlags flags, ImmutableList<CopySource> sources, Context context) {
    flags
        .checksum()
        .filter(checksum -> sources.size() > 1)
        .ifPresent(checksum ->
            context
                .problems()
                .error(
                    checksum.span(),
                    "checksum can't be specified for multiple sources",
                    "write an ADD for each source"));
  }
}
