package dev.jbuild.parser.instruction;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.parser.diagnostic.Problems;
import dev.jbuild.parser.diagnostic.Suggestion;
import dev.jbuild.parser.lexer.Flag;
import dev.jbuild.parser.lexer.Statement;

/** The flags that an instruction knows. */
final class FlagTable {
  static final FlagTable NONE = new FlagTable(ImmutableMap.of());

  private enum Kind {
    TEXT,
    SWITCH,
    LIST
  }

  private final ImmutableMap<String, Kind> kinds;

  private FlagTable(ImmutableMap<String, Kind> kinds) {
    this.kinds = kinds;
  }

  /** With flags that take a value and stand once. */
  FlagTable text(String... names) {
    return with(Kind.TEXT, names);
  }

  /** With flags that are true or false. */
  FlagTable switches(String... names) {
    return with(Kind.SWITCH, names);
  }

  /** With flags that take a value and may stand several times. */
  FlagTable lists(String... names) {
    return with(Kind.LIST, names);
  }

  private FlagTable with(Kind kind, String... names) {
    ImmutableMap.Builder<String, Kind> all = ImmutableMap.<String, Kind>builder().putAll(kinds);
    for (String name : names) {
      all.put(name, kind);
    }
    return new FlagTable(all.buildOrThrow());
  }

  /** Reports flags that are unknown, stand twice or have no good value; keeps the others. */
  FlagValues parse(Statement statement, Context context) {
    FlagValues values = new FlagValues();
    for (Flag flag : statement.flags()) {
      Kind kind = kinds.get(flag.name());
      if (kind == null) {
        reportUnknown(statement, flag, context.problems());
      } else if (kind != Kind.LIST && values.has(flag.name())) {
        context
            .problems()
            .error(flag.span(), "duplicate flag specified: --" + flag.name(), "keep one");
      } else if (isValid(kind, flag, context.problems())) {
        values.add(flag);
      }
    }
    return values;
  }

  private void reportUnknown(Statement statement, Flag flag, Problems problems) {
    String message = "unknown flag: --" + flag.name();
    if (kinds.isEmpty()) {
      problems.error(flag.span(), message, statement.keyword() + " has no flags");
      return;
    }
    problems.add(Suggestion.error(flag.span(), message, flag.name(), kinds.keySet(), "--"));
  }

  private static boolean isValid(Kind kind, Flag flag, Problems problems) {
    if (kind == Kind.SWITCH) {
      return isSwitch(flag, problems);
    }
    if (flag.value().isEmpty()) {
      problems.error(
          flag.span(),
          "missing a value on flag: --" + flag.name(),
          "write --" + flag.name() + "=...");
    }
    return flag.value().isPresent();
  }

  private static boolean isSwitch(Flag flag, Problems problems) {
    String value = flag.value().orElse("true");
    if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
      return true;
    }
    problems.error(
        flag.span(),
        "expecting boolean value for flag --" + flag.name() + ", not: " + value,
        "write --" + flag.name() + " or --" + flag.name() + "=false");
    return false;
  }
}
