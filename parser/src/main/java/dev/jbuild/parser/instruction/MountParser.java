package dev.jbuild.parser.instruction;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.jbuild.parser.ast.RunMount;
import dev.jbuild.parser.diagnostic.Problems;
import dev.jbuild.parser.diagnostic.Suggestion;
import dev.jbuild.parser.lexer.Flag;
import dev.jbuild.parser.source.Span;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code --mount=type=...,key=value,...}: the keys may stand in any order. */
final class MountParser {
  private static final ImmutableMap<String, RunMount.Type> TYPES =
      Maps.uniqueIndex(EnumSet.allOf(RunMount.Type.class), MountParser::nameOf);

  /** A key with its value, and where it stands. */
  private record Option(MountKey key, String value, Span span) {}

  private final Flag flag;
  private final Problems problems;
  private final List<Option> options = new ArrayList<>();
  private RunMount.Type type = RunMount.Type.BIND;
  private boolean envWithoutName;

  private MountParser(Flag flag, Problems problems) {
    this.flag = flag;
    this.problems = problems;
  }

  /** Empty where the type is not known, so that the rest can't be judged. */
  static Optional<RunMount> parse(Flag flag, Context context) {
    return new MountParser(flag, context.problems()).parse();
  }

  private Optional<RunMount> parse() {
    boolean known = true;
    for (CsvFields.Field field : CsvFields.split(flag.value().orElse(""))) {
      known &= read(field);
    }
    if (!known) {
      return Optional.empty();
    }
    options.forEach(this::check);
    RunMount mount = new RunMount(type, canonical(), flag.span());
    checkWhole(mount);
    return Optional.of(mount);
  }

  /** False where the field names a type that does not exist. */
  private boolean read(CsvFields.Field field) {
    Span span = flag.spanOfValue(field.start(), field.end());
    int equals = field.text().indexOf('=');
    String name = equals < 0 ? field.text() : field.text().substring(0, equals);
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.equals("type") && equals >= 0) {
      return readType(field.text().substring(equals + 1), span);
    }
    MountKey key = MountKey.BY_NAME.get(lower);
    if (lower.isEmpty()) {
      problems.error(span, "empty option in --mount", "write key=value between two commas");
    } else if (key == null) {
      problems.add(
          Suggestion.error(
              span,
              "unexpected key '" + name + "' in '" + field.text() + "'",
              lower,
              MountKey.BY_NAME.keySet(),
              ""));
    } else if (equals >= 0) {
      options.add(new Option(key, field.text().substring(equals + 1), span));
    } else {
      readBare(key, span);
    }
    return true;
  }

  private boolean readType(String value, Span span) {
    RunMount.Type known = TYPES.get(value.toLowerCase(Locale.ROOT));
    if (known == null) {
      String message = "unsupported mount type \"" + value + "\"";
      problems.add(
          Suggestion.error(span, message, value.toLowerCase(Locale.ROOT), TYPES.keySet(), ""));
      return false;
    }
    type = known;
    return true;
  }

  private static String nameOf(RunMount.Type type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  private void readBare(MountKey key, Span span) {
    if (key == MountKey.ENV) {
      envWithoutName = true;
      return;
    }
    key.defaultValue()
        .ifPresentOrElse(
            value -> options.add(new Option(key, value, span)),
            () ->
                problems.error(
                    span,
                    "\"" + key.canonicalName() + "\" needs a value",
                    "write " + key.canonicalName() + "=... with " + key.expected()));
  }

  private void check(Option option) {
    MountKey key = option.key();
    String name = key.canonicalName();
    if (!key.isFor(type)) {
      problems.error(
          option.span(),
          "unexpected key '" + name + "' for mount type '" + nameOf(type) + "'",
          "remove it");
    } else if (key == MountKey.FROM && option.value().indexOf('$') >= 0) {
      problems.error(
          option.span(),
          "'from' doesn't support variable expansion, define alias stage instead",
          "name the image in a stage of its own: FROM " + option.value() + " AS name");
    } else if (!key.accepts(option.value())) {
      problems.error(
          option.span(), RunMount.invalid(name, option.value()), "expected " + key.expected());
    }
  }

  private ImmutableMap<String, String> canonical() {
    Map<String, String> values = new LinkedHashMap<>();
    for (Option option : options) {
      boolean flipped = option.key() == MountKey.READWRITE;
      MountKey key = flipped ? MountKey.READONLY : option.key();
      values.put(key.canonicalName(), canonical(option, flipped));
    }
    if (envWithoutName) {
      String id = values.getOrDefault("id", values.getOrDefault("source", ""));
      values.putIfAbsent("env", id);
    }
    return ImmutableMap.copyOf(values);
  }

  private String canonical(Option option, boolean flipped) {
    String value = option.value();
    if (option.key().isBoolean() && value.indexOf('$') < 0) {
      boolean on = value.startsWith("1") || value.toLowerCase(Locale.ROOT).startsWith("t");
      return Boolean.toString(on != flipped);
    }
    if (flipped) {
      problems.error(
          option.span(), "\"readwrite\" can't hold variables", "use readonly with a variable");
    }
    boolean isWord = option.key() == MountKey.SHARING && value.indexOf('$') < 0;
    return isWord ? value.toLowerCase(Locale.ROOT) : value;
  }

  private void checkWhole(RunMount mount) {
    ImmutableMap<String, String> values = mount.options();
    if ("/".equals(values.get("target"))) {
      problems.error(
          flag.span(),
          RunMount.invalid("target", "/"),
          "a mount can't cover the root: name a directory");
    }
    if (type == RunMount.Type.SECRET && values.containsKey("source") && values.containsKey("id")) {
      problems.error(flag.span(), "a secret has an id or a source, not both", "remove one");
    }
    boolean named = Stream.of("id", "source", "target").anyMatch(key -> values.containsKey(key));
    if (type == RunMount.Type.SECRET && !named) {
      problems.error(
          flag.span(),
          "invalid secret mount. one of source, target required",
          "write --mount=type=secret,id=name");
    }
  }
}
