package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.parser.ast.RunMount;
import dev.jbuild.parser.ast.Word;
import dev.jbuild.parser.source.Span;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of one {@code --mount}, expanded. The parser has checked those without variables; the
 * others are checked here.
 */
final class MountValues {
  private static final Pattern SIZE =
      Pattern.compile("(?<number>\\d+(\\.\\d+)?) ?(?<unit>[kmgtp]?)i?b?", Pattern.CASE_INSENSITIVE);
  private static final String UNITS = " kmgtp";
  private static final int BITS_OF_A_UNIT = 10;
  private static final BigDecimal MOST_BYTES = BigDecimal.valueOf(Long.MAX_VALUE);

  private final ImmutableMap<String, String> options;
  private final Words words;
  private final Span span;

  MountValues(RunMount mount, Words words) {
    this.options = mount.options();
    this.words = words;
    this.span = words.step().place(mount.span());
  }

  Span span() {
    return span;
  }

  Optional<String> text(String key) throws Refusal {
    String value = options.get(key);
    return value == null ? Optional.empty() : Optional.of(words.expand(new Word(value, span)));
  }

  /** The value, or nothing where it is empty. */
  Optional<String> nonEmpty(String key) throws Refusal {
    return text(key).filter(value -> !value.isEmpty());
  }

  boolean is(String key, boolean fallback) throws Refusal {
    Optional<String> value = text(key);
    if (value.isEmpty()) {
      return fallback;
    }
    return switch (value.get()) {
      case "1", "t", "T", "TRUE", "true", "True" -> true;
      case "0", "f", "F", "FALSE", "false", "False" -> false;
      default -> throw wrong(key, "true or false", value.get());
    };
  }

  /** Permission bits. */
  Optional<Integer> mode() throws Refusal {
    return number("mode", 8, 07777, "an octal number up to 7777");
  }

  Optional<Integer> id(String key) throws Refusal {
    return number(key, 10, Integer.MAX_VALUE, "a number up to " + Integer.MAX_VALUE);
  }

  private Optional<Integer> number(String key, int radix, int most, String expected)
      throws Refusal {
    Optional<String> value = text(key);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    try {
      long number = Long.parseLong(value.get(), radix);
      if (number >= 0 && number <= most) {
        return Optional.of((int) number);
      }
    } catch (NumberFormatException e) {
      throw wrong(key, expected, value.get());
    }
    throw wrong(key, expected, value.get());
  }

  /** Bytes; {@code 64m} is 64 times 1024 times 1024. Empty for 0, which is no limit. */
  OptionalLong size() throws Refusal {
    Optional<String> value = text("size");
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    Matcher matcher = SIZE.matcher(value.get());
    if (!matcher.matches()) {
      throw wrong("size", "a size such as 64m", value.get());
    }
    int unit = Math.max(0, UNITS.indexOf(matcher.group("unit").toLowerCase(Locale.ROOT)));
    BigDecimal factor = BigDecimal.valueOf(1L << (unit * BITS_OF_A_UNIT));
    BigDecimal bytes = new BigDecimal(matcher.group("number")).multiply(factor);
    if (bytes.compareTo(MOST_BYTES) > 0) {
      throw wrong("size", "a size of less than 8192p", value.get());
    }
    return bytes.longValue() == 0 ? OptionalLong.empty() : OptionalLong.of(bytes.longValue());
  }

  Refusal wrong(String key, String expected, String value) {
    return Refusal.at(span, RunMount.invalid(key, value), "expected " + expected);
  }
}
