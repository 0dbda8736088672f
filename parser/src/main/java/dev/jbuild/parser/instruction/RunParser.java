package dev.jbuild.parser.instruction;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableSet;
import dev.jbuild.parser.ast.Instruction.Run;
import dev.jbuild.parser.ast.RunDevice;
import dev.jbuild.parser.ast.RunFlags;
import dev.jbuild.parser.ast.RunMount;
import dev.jbuild.parser.ast.Word;
import dev.jbuild.parser.diagnostic.Suggestion;
import dev.jbuild.parser.lexer.Statement;
import java.util.Optional;

/** {@code RUN [--mount= --network= --security= --device=] COMMAND}. */
final class RunParser implements InstructionParser {
  private static final FlagTable FLAGS =
      FlagTable.NONE.lists("mount", "device").text("network", "security");
  private static final ImmutableSet<String> NETWORKS = ImmutableSet.of("default", "none", "host");
  private static final ImmutableSet<String> SECURITIES = ImmutableSet.of("sandbox", "insecure");

  @Override
  public Optional<Run> parse(Statement statement, Context context) {
    RunFlags flags = flags(FLAGS.parse(statement, context), context);
    if (!context.requireArguments(statement, "RUN command or RUN [\"program\", \"argument\"]")) {
      return Optional.empty();
    }
    return Optional.of(
        new Run(
            statement.span(),
            statement.original(),
            flags,
            CommandLines.parse(statement.arguments(), statement, context)));
  }

  private static RunFlags flags(FlagValues values, Context context) {
    Optional<Word> network = values.word("network");
    network.ifPresent(word -> check("network", word, NETWORKS, context));
    Optional<Word> security = values.word("security");
    security.ifPresent(word -> check("security", word, SECURITIES, context));
    return new RunFlags(
        values.all("mount").stream()
            .<RunMount>mapMulti((flag, next) -> MountParser.parse(flag, context).ifPresent(next))
            .collect(toImmutableList()),
        network,
        security,
        values.all("device").stream()
            .<RunDevice>mapMulti((flag, next) -> DeviceParser.parse(flag, context).ifPresent(next))
            .collect(toImmutableList()));
  }

  private static void check(
      String flag, Word value, ImmutableSet<String> allowed, Context context) {
    if (!allowed.contains(value.text())) {
      String message = "invalid " + flag + " mode \"" + value.text() + "\"";
      context.problems().add(Suggestion.error(value.span(), message, value.text(), allowed, ""));
    }
  }
}
