package dev.jbuild.parser.instruction;

import com.google.common.collect.ImmutableSet;
import dev.jbuild.parser.ast.RunDevice;
import dev.jbuild.parser.ast.Word;
import dev.jbuild.parser.diagnostic.Problems;
import dev.jbuild.parser.diagnostic.Suggestion;
import dev.jbuild.parser.lexer.Flag;
import dev.jbuild.parser.source.Span;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code --device=NAME[,required[=bool]]}, where {@code name=} may stand before the name. The
 * name holds an equals sign itself: {@code vendor/class=name}.
 */
final class DeviceParser {
  private static final ImmutableSet<String> KEYS = ImmutableSet.of("name", "required");

  private final Flag flag;
  private final Problems problems;
  private @Nullable Word name;
  private boolean required = true;

  private DeviceParser(Flag flag, Problems problems) {
    this.flag = flag;
    this.problems = problems;
  }

  /** Empty where there is no name. */
  static Optional<RunDevice> parse(Flag flag, Context context) {
    return new DeviceParser(flag, context.problems()).parse();
  }

  private Optional<RunDevice> parse() {
    CsvFields.split(flag.value().orElse("")).forEach(this::read);
    if (name == null || name.text().isEmpty()) {
      problems.error(
          flag.span(), "--device names no device", "write --device=vendor.com/class=name");
      return Optional.empty();
    }
    return Optional.of(new RunDevice(name, required));
  }

  private void read(CsvFields.Field field) {
    Span span = flag.spanOfValue(field.start(), field.end());
    int equals = field.text().indexOf('=');
    String key = (equals < 0 ? field.text() : field.text().substring(0, equals));
    String value = equals < 0 ? "true" : field.text().substring(equals + 1);
    switch (key.toLowerCase(Locale.ROOT)) {
      case "required" -> readRequired(value, span);
      case "name" -> setName(value, field, span);
      default -> readName(field, key, span);
    }
  }

  /** What is no key is the name, as long as there is none. */
  private void readName(CsvFields.Field field, String key, Span span) {
    if (name == null) {
      name = new Word(field.text(), span);
      return;
    }
    problems.add(
        Suggestion.error(
            span,
            "unexpected key '" + key + "' in '" + field.text() + "'",
            key.toLowerCase(Locale.ROOT),
            KEYS,
            ""));
  }

  private void setName(String value, CsvFields.Field field, Span span) {
    if (name != null) {
      problems.error(
          span, "device name already set to " + name.text(), "write a --device for each device");
      return;
    }
    int start = field.end() - value.length();
    name = new Word(value, flag.spanOfValue(start, field.end()));
  }

  private void readRequired(String value, Span span) {
    switch (value) {
      case "1", "t", "T", "TRUE", "true", "True" -> required = true;
      case "0", "f", "F", "FALSE", "false", "False" -> required = false;
      default ->
          problems.error(span, "invalid value for required: " + value, "expected true or false");
    }
  }
}
