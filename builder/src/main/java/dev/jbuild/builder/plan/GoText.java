package dev.jbuild.builder.plan;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Values as Go's {@code fmt} prints them: the history lines of images hold them in that form, and
 * tools compare those lines.
 */
final class GoText {
  private GoText() {}

  /** {@code %v} of a list: {@code [a b]}. */
  static String list(List<String> values) {
    return "[" + String.join(" ", values) + "]";
  }

  /** {@code %q} of a list: {@code ["a" "b"]}. */
  static String quotedList(List<String> values) {
    return values.stream().map(GoText::quoted).collect(Collectors.joining(" ", "[", "]"));
  }

  /** {@code %q} of a string. */
  static String quoted(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    value
        .codePoints()
        .forEach(character -> {
          if (character == '"') {
            quoted.append('\\');
          }
          appendEscaped(quoted, character);
        });
    return quoted.append('"').toString();
  }

  /** {@code %q} of an integer: the character of that number, {@code '\x03'}. */
  static String quotedCharacter(int number) {
    int character = Character.isValidCodePoint(number) && !isSurrogate(number) ? number : 0xfffd;
    StringBuilder quoted = new StringBuilder("'");
    if (character == '\'') {
      quoted.append('\\');
    }
    appendEscaped(quoted, character);
    return quoted.append('\'').toString();
  }

  private static boolean isSurrogate(int character) {
    return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
  }

  private static void appendEscaped(StringBuilder out, int character) {
    switch (character) {
      case '\\' -> out.append("\\\\");
      case 0x07 -> out.append("\\a");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case 0x0b -> out.append("\\v");
      default -> appendPrintable(out, character);
    }
  }

  private static void appendPrintable(StringBuilder out, int character) {
    if (isPrintable(character)) {
      out.appendCodePoint(character);
    } else if (character < ' ' || character == 0x7f) {
      out.append(String.format(Locale.ROOT, "\\x%02x", character));
    } else if (character < 0x10000) {
      out.append(String.format(Locale.ROOT, "\\u%04x", character));
    } else {
      out.append(String.format(Locale.ROOT, "\\U%08x", character));
    }
  }

  private static boolean isPrintable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> character == ' ';
      default -> true;
    };
  }

  /** A duration as {@code 1h2m3.5s}, {@code 1.5ms} or {@code 0s}. */
  static String duration(Duration duration) {
    long nanos = duration.toNanos();
    if (nanos == 0) {
      return "0s";
    }
    if (nanos < 1_000) {
      return nanos + "ns";
    }
    if (nanos < 1_000_000) {
      return decimal(nanos, 1_000) + "µs";
    }
    if (nanos < 1_000_000_000) {
      return decimal(nanos, 1_000_000) + "ms";
    }
    return clock(nanos);
  }

  private static String clock(long nanos) {
    long minutes = nanos / 60_000_000_000L;
    String seconds = decimal(nanos % 60_000_000_000L, 1_000_000_000) + "s";
    if (minutes == 0) {
      return seconds;
    }
    String hours = minutes < 60 ? "" : minutes / 60 + "h";
    return hours + minutes % 60 + "m" + seconds;
  }

  private static String decimal(long value, long unit) {
    return java.math.BigDecimal.valueOf(value)
        .divide(java.math.BigDecimal.valueOf(unit))
        .stripTrailingZeros()
        .toPlainString();
  }
}
