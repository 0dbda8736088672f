package dev.jbuild.parser.lint;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import java.util.Locale;

/**
 * Some rules, or all.
 *
 * @param names in lower case
 */
public record RuleNames(ImmutableSet<String> names) {
  static final RuleNames NONE = new RuleNames(ImmutableSet.of());
  private static final Splitter NAMES = Splitter.on(',').trimResults().omitEmptyStrings();

  /** Reads {@code RuleA,RuleB} or {@code all}. */
  static RuleNames parse(String text) {
    return new RuleNames(
        NAMES.splitToStream(text.toLowerCase(Locale.ROOT)).collect(ImmutableSet.toImmutableSet()));
  }

  boolean contains(String rule) {
    return names.contains("all") || names.contains(rule.toLowerCase(Locale.ROOT));
  }
}
