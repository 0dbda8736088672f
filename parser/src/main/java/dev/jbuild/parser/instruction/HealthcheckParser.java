package dev.jbuild.parser.instruction;

import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.ast.CommandLine;
import dev.jbuild.parser.ast.Instruction.Healthcheck;
import dev.jbuild.parser.ast.Word;
import dev.jbuild.parser.diagnostic.Suggestion;
import dev.jbuild.parser.lexer.Fragment;
import dev.jbuild.parser.lexer.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code HEALTHCHECK NONE} and {@code HEALTHCHECK [flags] CMD COMMAND}. */
final class HealthcheckParser implements InstructionParser {
  private static final ImmutableList<String> TYPES = ImmutableList.of("CMD", "NONE");
  private static final FlagTable FLAGS =
      FlagTable.NONE.text("interval", "timeout", "start-period", "start-interval", "retries");
  private static final Duration SHORTEST = Duration.ofMillis(1);

  @Override
  public Optional<Healthcheck> parse(Statement statement, Context context) {
    FlagValues flags = FLAGS.parse(statement, context);
    if (!context.requireArguments(statement, "HEALTHCHECK CMD command or HEALTHCHECK NONE")) {
      return Optional.empty();
    }
    Fragment type = statement.arguments().firstWord();
    Optional<CommandLine> command =
        switch (type.text().toUpperCase(Locale.ROOT)) {
          case "CMD" -> command(statement, context);
          case "NONE" -> none(statement, context);
          default -> unknown(type, context);
        };
    return Optional.of(build(statement, flags, command, context));
  }

  private static Healthcheck build(
      Statement statement, FlagValues flags, Optional<CommandLine> command, Context context) {
    return new Healthcheck(
        statement.span(),
        statement.original(),
        command,
        duration("interval", flags, context),
        duration("timeout", flags, context),
        duration("start-period", flags, context),
        duration("start-interval", flags, context),
        retries(flags, context));
  }

  private static Optional<CommandLine> command(Statement statement, Context context) {
    Fragment text = statement.arguments().afterFirstWord();
    CommandLine command = CommandLines.parse(text, statement, context);
    boolean empty = command instanceof CommandLine.Exec exec && exec.words().isEmpty();
    if (empty || text.isEmpty()) {
      context
          .problems()
          .error(
              statement.arguments().span(),
              "Missing command after HEALTHCHECK CMD",
              "write HEALTHCHECK CMD command");
    }
    return Optional.of(command);
  }

  private static Optional<CommandLine> none(Statement statement, Context context) {
    Fragment rest = statement.arguments().afterFirstWord();
    if (!rest.isEmpty()) {
      context.problems().error(rest.span(), "HEALTHCHECK NONE takes no arguments", "remove this");
    }
    return Optional.empty();
  }

  private static Optional<CommandLine> unknown(Fragment type, Context context) {
    context
        .problems()
        .add(
            Suggestion.error(
                type.span(),
                "Unknown type \"" + type.text() + "\" in HEALTHCHECK",
                type.text().toUpperCase(Locale.ROOT),
                TYPES,
                ""));
    return Optional.empty();
  }

  private static Optional<Duration> duration(String flag, FlagValues flags, Context context) {
    return flags.word(flag).flatMap(word -> duration(flag, word, context));
  }

  /** Zero means that the default holds, as if the flag were not there. */
  private static Optional<Duration> duration(String flag, Word word, Context context) {
    Optional<Duration> duration = GoDuration.parse(word.text());
    if (duration.isEmpty()) {
      context
          .problems()
          .error(
              word.span(),
              durationFault(word.text()) + " \"" + word.text() + "\"",
              "write a number with a unit, such as 30s, 1m30s or 500ms");
    }
    duration = duration.filter(value -> !value.isZero());
    if (duration.isPresent() && duration.get().compareTo(SHORTEST) < 0) {
      context
          .problems()
          .error(word.span(), "--" + flag + " cannot be less than 1ms", "write 1ms or more");
    }
    return duration;
  }

  private static String durationFault(String text) {
    return text.matches("[-+]?[0-9.]*[0-9][0-9.]*")
        ? "time: missing unit in duration"
        : "time: invalid duration";
  }

  private static OptionalInt retries(FlagValues flags, Context context) {
    Optional<Word> word = flags.word("retries");
    if (word.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!word.get().text().matches("\\+?0*[0-9]{1,9}")) {
      context
          .problems()
          .error(word.get().span(), retriesFault(word.get().text()), "write --retries=3");
      return OptionalInt.empty();
    }
    return OptionalInt.of(Integer.parseInt(word.get().text()));
  }

  private static String retriesFault(String text) {
    return text.matches("-0*[1-9][0-9]*")
        ? "--retries cannot be negative (" + text + ")"
        : "--retries needs a number from 0 on, not \"" + text + "\"";
  }
}
