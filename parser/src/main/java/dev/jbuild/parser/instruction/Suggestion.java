package dev.jbuild.parser.instruction;

import com.google.common.collect.Streams;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.source.Span;
import java.util.Comparator;
import java.util.Optional;

/** Guesses what was meant by a misspelt name. */
final class Suggestion {
  private Suggestion() {}

  /** The nearest candidate, if one is near enough; both in the same case. */
  static Optional<String> nearest(String name, Iterable<String> candidates) {
    int limit = Math.clamp(name.length() / 3, 1, 3);
    return Streams.stream(candidates)
        .filter(candidate -> distance(name, candidate) <= limit)
        .min(Comparator.comparingInt(candidate -> distance(name, candidate)));
  }

  /** An error that says "did you mean" where something is near, else lists what there is. */
  static Diagnostic error(
      Span span, String message, String name, Iterable<String> candidates, String prefix) {
    String help =
        nearest(name, candidates)
            .map(candidate -> "did you mean " + prefix + candidate + "?")
            .orElseGet(() -> "use one of " + prefix + String.join(", " + prefix, candidates));
    return Diagnostic.error(span, message, help);
  }

  /** Levenshtein distance where two swapped neighbours count as one change. */
  private static int distance(String left, String right) {
    if (Math.abs(left.length() - right.length()) > 3) {
      return Integer.MAX_VALUE;
    }
    int[][] table = new int[left.length() + 1][right.length() + 1];
    for (int row = 0; row <= left.length(); row++) {
      for (int column = 0; column <= right.length(); column++) {
        table[row][column] = cell(table, left, right, row, column);
      }
    }
    return table[left.length()][right.length()];
  }

  private static int cell(int[][] table, String left, String right, int row, int column) {
    if (row == 0 || column == 0) {
      return row + column;
    }
    boolean same = left.charAt(row - 1) == right.charAt(column - 1);
    int best = table[row - 1][column - 1] + (same ? 0 : 1);
    best = Math.min(best, Math.min(table[row - 1][column], table[row][column - 1]) + 1);
    boolean swapped =
        row > 1
            && column > 1
            && left.charAt(row - 1) == right.charAt(column - 2)
            && left.charAt(row - 2) == right.charAt(column - 1);
    return swapped ? Math.min(best, table[row - 2][column - 2] + 1) : best;
  }
}
