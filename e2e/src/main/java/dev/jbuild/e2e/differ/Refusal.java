package dev.jbuild.e2e.differ;

import com.google.common.collect.ImmutableList;
import java.util.stream.Collectors;

/**
 * How a build is refused: {@code error.txt}.
 *
 * @param phrases of the reference, which stand in its message and in ours
 * @param message ours, whole
 */
public record Refusal(ImmutableList<String> phrases, String message) {
  private static final String RULE = "---\n";

  static Refusal parse(String text) {
    int rule = text.indexOf(RULE);
    if (rule < 0) {
      throw new IllegalArgumentException("error.txt has no line --- below the key phrases");
    }
    return new Refusal(
        text.substring(0, rule).lines().collect(ImmutableList.toImmutableList()),
        text.substring(rule + RULE.length()));
  }

  /** The phrases that are not in a message. */
  public ImmutableList<String> missingFrom(String text) {
    return phrases.stream()
        .filter(phrase -> !text.contains(phrase))
        .collect(ImmutableList.toImmutableList());
  }

  @Override
  public String toString() {
    return phrases.stream().map(phrase -> phrase + "\n").collect(Collectors.joining())
        + RULE
        + message;
  }
}
