package dev.jbuild.parser.lint;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import java.util.Locale;

/**
 * What the directive {@code # check=} says, such as {@code skip=RuleA,RuleB;error=true}.
 *
 * @param skipped names of rules, in lower case
 * @param skipAll true for {@code skip=all}
 * @param error whether a finding is to fail the build
 */
public record CheckSettings(ImmutableSet<String> skipped, boolean skipAll, boolean error) {
  private static final Splitter OPTIONS = Splitter.on(';').trimResults().omitEmptyStrings();
  private static final Splitter NAMES = Splitter.on(',').trimResults().omitEmptyStrings();

  /**
   * Parses a directive's value.
   *
   * @throws IllegalArgumentException for an option that does not exist; the message names it
   */
  public static CheckSettings parse(String text) {
    ImmutableSet<String> skipped = ImmutableSet.of();
    boolean error = false;
    for (String option : OPTIONS.split(text)) {
      int equals = option.indexOf('=');
      String key = equals < 0 ? option : option.substring(0, equals);
      String value = equals < 0 ? "" : option.substring(equals + 1);
      switch (key) {
        case "skip" -> skipped = names(value);
        case "error" -> error = isTrue(value);
        case "experimental" -> {} // none of our rules is experimental
        default -> throw new IllegalArgumentException("unknown option \"" + key + "\" of check");
      }
    }
    return new CheckSettings(skipped, skipped.contains("all"), error);
  }

  boolean wants(String rule) {
    return !skipAll && !skipped.contains(rule.toLowerCase(Locale.ROOT));
  }

  private static ImmutableSet<String> names(String value) {
    return NAMES
        .splitToStream(value.toLowerCase(Locale.ROOT))
        .collect(ImmutableSet.toImmutableSet());
  }

  private static boolean isTrue(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true", "1", "t" -> true;
      case "false", "0", "f" -> false;
      default ->
          throw new IllegalArgumentException(
              "error of check is true or false, not \"" + value + "\"");
    };
  }
}
