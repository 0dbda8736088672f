package dev.jbuild.parser.diagnostic;

import com.google.common.collect.Streams;
import dev.jbuild.parser.source.Span;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses what was meant by a name that is not known. */
public final class Suggestion {
  private Suggestion() {}

  /** The nearest of the known names, whatever the case, if one is near enough. */
  public static Optional<String> nearest(String name, Iterable<String> known) {
    int limit = Math.clamp(name.length() / 3, 1, 3);
    return Streams.stream(known)
        .filter(candidate -> distance(name, candidate, limit) <= limit)
        .min(
            Comparator.<String>comparingInt(candidate -> distance(name, candidate, limit))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** {@code did you mean x?}, where a name is near. */
  public static Optional<String> question(String name, Iterable<String> known) {
    return nearest(name, known).map(near -> "did you mean " + near + "?");
  }

  /** The same at the end of a message: {@code ; did you mean x?}, or nothing. */
  public static String clause(String name, Iterable<String> known) {
    return question(name, known).map(question -> "; " + question).orElse("");
  }

  /** An error that says "did you mean" where something is near, else lists what there is. */
  public static Diagnostic error(
      Span span, String message, String name, Iterable<String> known, String prefix) {
    String help =
        nearest(name, known)
            .map(near -> "did you mean " + prefix + near + "?")
            .orElseGet(() -> "use one of " + prefix + String.join(", " + prefix, known));
    return Diagnostic.error(span, message, help);
  }

  /** Insertions, deletions, replacements and swaps of neighbours that make one name the other. */
  private static int distance(String left, String right, int limit) {
    if (Math.abs(left.length() - right.length()) > limit) {
      return Integer.MAX_VALUE;
    }
    String from = left.toLowerCase(Locale.ROOT);
    String to = right.toLowerCase(Locale.ROOT);
    int[][] table = new int[from.length() + 1][to.length() + 1];
    for (int row = 0; row <= from.length(); row++) {
      for (int column = 0; column <= to.length(); column++) {
        table[row][column] = cell(table, from, to, row, column);
      }
    }
    return table[from.length()][to.length()];
  }

  private static int cell(int[][] table, String from, String to, int row, int column) {
    if (row == 0 || column == 0) {
      return row + column;
    }
    boolean same = from.charAt(row - 1) == to.charAt(column - 1);
    int best = table[row - 1][column - 1] + (same ? 0 : 1);
    best = Math.min(best, Math.min(table[row - 1][column], table[row][column - 1]) + 1);
    boolean swapped =
        row > 1
            && column > 1
            && from.charAt(row - 1) == to.charAt(column - 2)
            && from.charAt(row - 2) == to.charAt(column - 1);
    return swapped ? Math.min(best, table[row - 2][column - 2] + 1) : best;
  }
}
