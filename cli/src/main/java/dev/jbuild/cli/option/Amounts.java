package dev.jbuild.cli.option;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes and times on the command line. */
public final class Amounts {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})([a-zA-Z]*)");

  private Amounts() {}

  /** Such as {@code 90m}, {@code 24h}, {@code 7d}; zero where there is none. */
  public static Duration duration(String option, Optional<String> text) throws UsageException {
    if (text.isEmpty()) {
      return Duration.ZERO;
    }
    Matcher matcher = match(option, text.get(), "a time such as 90m, 24h or 7d");
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      case "d" -> Duration.ofDays(amount);
      default -> throw wrong(option, text.get(), "a time such as 90m, 24h or 7d");
    };
  }

  /** Such as {@code 500MB} or {@code 10GB}, in decimal units; zero where there is none. */
  public static long bytes(String option, Optional<String> text) throws UsageException {
    if (text.isEmpty()) {
      return 0;
    }
    Matcher matcher = match(option, text.get(), "a size such as 500MB or 10GB");
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
      case "", "b" -> amount;
      case "k", "kb" -> amount * 1000;
      case "m", "mb" -> amount * 1_000_000;
      case "g", "gb" -> amount * 1_000_000_000;
      default -> throw wrong(option, text.get(), "a size such as 500MB or 10GB");
    };
  }

  /** Such as {@code 64m} or {@code 2g}, in binary units as docker has them for memory. */
  static long memory(String option, String text) throws UsageException {
    Matcher matcher = match(option, text, "a size such as 64m or 2g");
    long amount = Long.parseLong(matcher.group(1));
    if (amount == 0) {
      throw wrong(option, text, "a size of more than 0, such as 64m or 2g");
    }
    return switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
      case "", "b" -> amount;
      case "k", "kb", "ki", "kib" -> amount << 10;
      case "m", "mb", "mi", "mib" -> amount << 20;
      case "g", "gb", "gi", "gib" -> amount << 30;
      default -> throw wrong(option, text, "a size such as 64m or 2g");
    };
  }

  private static Matcher match(String option, String text, String expected) throws UsageException {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw wrong(option, text, expected);
    }
    return matcher;
  }

  private static UsageException wrong(String option, String text, String expected) {
    return new UsageException(option + " " + text + ": expected " + expected);
  }
}
