package dev.jbuild.parser.word;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;

/**
 * A pattern of <code>${x#p}</code> and its kin: {@code *} is any text, {@code ?} any character. A
 * backslash takes the meaning from what follows, whatever the escape character of the Dockerfile
 * is. Matching takes time in proportion to the pattern's length times the text's, never more.
 */
final class ShellPattern {
  private static final int ANY_TEXT = -1;
  private static final int ANY_CHARACTER = -2;
  private static final int NO_MATCH = -1;

  private final ImmutableList<Integer> elements;

  private ShellPattern(ImmutableList<Integer> elements) {
    this.elements = elements;
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException where something is escaped that has no special meaning
   */
  static ShellPattern parse(String text) {
    ImmutableList.Builder<Integer> elements = ImmutableList.builder();
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == '\\' && i + 1 < text.length()) {
        char escaped = text.charAt(++i);
        if ("*?/}\\".indexOf(escaped) < 0) {
          throw new IllegalArgumentException("invalid escape '\\" + escaped + "'");
        }
        elements.add((int) escaped);
      } else if (character == '*') {
        elements.add(ANY_TEXT);
      } else {
        elements.add(character == '?' ? ANY_CHARACTER : character);
      }
    }
    return new ShellPattern(elements.build());
  }

  String withoutPrefix(String text, boolean longest) {
    int end = ends(text, longest)[0];
    return end == NO_MATCH ? text : text.substring(end);
  }

  String withoutSuffix(String text, boolean longest) {
    String reversed = new StringBuilder(text).reverse().toString();
    String rest = new ShellPattern(elements.reverse()).withoutPrefix(reversed, longest);
    return new StringBuilder(rest).reverse().toString();
  }

  /** Replaces the first longest match, or all of them from left to right. */
  String replace(String text, String replacement, boolean all) {
    int[] ends = ends(text, true);
    StringBuilder result = new StringBuilder();
    int lastEnd = NO_MATCH;
    int start = 0;
    while (start <= text.length()) {
      int end = all || lastEnd == NO_MATCH ? ends[start] : NO_MATCH;
      boolean matches = end != NO_MATCH && (end > start || start != lastEnd);
      if (matches) {
        result.append(replacement);
        lastEnd = end;
      }
      if (!matches || end == start) {
        result.append(text, start, Math.min(start + 1, text.length()));
        end = start + 1;
      }
      start = end;
    }
    return result.toString();
  }

  /** For each start the end of the shortest or longest match there, or -1. */
  private int[] ends(String text, boolean longest) {
    int[] after = new int[text.length() + 1];
    Arrays.setAll(after, start -> start);
    for (int element : elements.reverse()) {
      int[] ends = new int[text.length() + 1];
      for (int start = text.length(); start >= 0; start--) {
        boolean atEnd = start == text.length();
        if (element == ANY_TEXT) {
          ends[start] = better(after[start], atEnd ? NO_MATCH : ends[start + 1], longest);
        } else {
          boolean fits = !atEnd && (element == ANY_CHARACTER || element == text.charAt(start));
          ends[start] = fits ? after[start + 1] : NO_MATCH;
        }
      }
      after = ends;
    }
    return after;
  }

  private static int better(int one, int other, boolean longest) {
    if (one == NO_MATCH || other == NO_MATCH) {
      return Math.max(one, other);
    }
    return longest ? Math.max(one, other) : Math.min(one, other);
  }
}
