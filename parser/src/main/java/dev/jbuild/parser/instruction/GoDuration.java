package dev.jbuild.parser.instruction;

import com.google.common.collect.ImmutableMap;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as Go's {@code time.ParseDuration} reads them, such as {@code 1m30s} or {@code 1.5h}.
 */
final class GoDuration {
  private static final Pattern PART =
      Pattern.compile("([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h)");
  private static final ImmutableMap<String, Long> NANOSECONDS =
      ImmutableMap.<String, Long>builder()
          .put("ns", 1L)
          .put("us", 1_000L)
          .put("µs", 1_000L)
          .put("μs", 1_000L)
          .put("ms", 1_000_000L)
          .put("s", 1_000_000_000L)
          .put("m", 60_000_000_000L)
          .put("h", 3_600_000_000_000L)
          .buildOrThrow();
  private static final BigDecimal LIMIT = BigDecimal.valueOf(Long.MAX_VALUE);

  private GoDuration() {}

  /** Empty where the text is no duration, or one of more than 2^63-1 nanoseconds. */
  static Optional<Duration> parse(String text) {
    boolean negative = text.startsWith("-");
    String amount = negative || text.startsWith("+") ? text.substring(1) : text;
    if (amount.equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    return nanoseconds(amount)
        .map(nanoseconds -> Duration.ofNanos(negative ? -nanoseconds : nanoseconds));
  }

  private static Optional<Long> nanoseconds(String amount) {
    Matcher part = PART.matcher(amount);
    BigDecimal sum = BigDecimal.ZERO;
    int end = 0;
    while (end < amount.length()) {
      if (!part.region(end, amount.length()).lookingAt() || part.group(1).length() > 40) {
        return Optional.empty();
      }
      long unit = NANOSECONDS.getOrDefault(part.group(2), 0L);
      sum = sum.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit)));
      end = part.end();
    }
    boolean valid = end > 0 && sum.compareTo(LIMIT) <= 0;
    return valid ? Optional.of(sum.longValue()) : Optional.empty();
  }
}
