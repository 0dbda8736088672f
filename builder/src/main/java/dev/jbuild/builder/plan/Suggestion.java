package dev.jbuild.builder.plan;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody may have meant by a name that is not known. */
final class Suggestion {
  private Suggestion() {}

  /** {@code did you mean x?} with the nearest of the known names, if one is near. */
  static Optional<String> of(String name, Collection<String> known) {
    return nearest(name, known).map(match -> "did you mean " + match + "?");
  }

  static Optional<String> nearest(String name, Collection<String> known) {
    int most = Math.max(1, (name.length() + 1) / 3);
    return known.stream()
        .filter(candidate -> distance(name, candidate) <= most)
        .min(
            Comparator.<String>comparingInt(candidate -> distance(name, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Levenshtein's distance, whatever the case. */
  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int column = 0; column < row.length; column++) {
      row[column] = column;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
