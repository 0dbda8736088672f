package dev.jbuild.builder.context;

import static dev.jbuild.builder.context.LinkResolver.name;
import static dev.jbuild.builder.context.LinkResolver.parent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says what is missing, and what may have been meant. */
final class Missing {
  private static final int FAR = 3;

  private Missing() {}

  static MissingSourceException source(SourceTree tree, String real, String pattern) {
    if (isHidden(tree, real)) {
      return new MissingSourceException(
          "\"" + pattern + "\" is excluded by .dockerignore; add the line !" + real + " to it");
    }
    String where = tree instanceof BuildContext ? "in the build context" : "there";
    String hint = near(tree, real).map(path -> "; did you mean \"" + path + "\"?").orElse("");
    return new MissingSourceException("\"" + pattern + "\" not found " + where + hint);
  }

  private static boolean isHidden(SourceTree tree, String real) {
    try {
      return tree instanceof BuildContext context && context.hides(real);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The path next to the missing one whose name is most like it. */
  private static Optional<String> near(SourceTree tree, String path) {
    return siblings(tree, parent(path)).stream()
        .filter(file -> distance(name(file.path()), name(path)) <= FAR)
        .min(Comparator.comparingInt(file -> distance(name(file.path()), name(path))))
        .map(SourceFile::path);
  }

  private static List<SourceFile> siblings(SourceTree tree, String directory) {
    try {
      boolean isDirectory = tree.get(directory).filter(SourceFile::isDirectory).isPresent();
      return isDirectory ? tree.children(directory) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Edit distance without regard to case; names that differ in all letters are far. */
  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row = nextRow(row, a.charAt(i - 1), b, i);
    }
    return row[b.length()] >= Math.max(a.length(), b.length()) ? FAR + 1 : row[b.length()];
  }

  private static int[] nextRow(int[] above, char letter, String word, int first) {
    int[] row = new int[above.length];
    row[0] = first;
    for (int j = 1; j < row.length; j++) {
      int replaced = above[j - 1] + (word.charAt(j - 1) == letter ? 0 : 1);
      row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
    }
    return row;
  }
}
