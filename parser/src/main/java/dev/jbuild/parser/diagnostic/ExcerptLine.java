package dev.jbuild.parser.diagnostic;

/**
 * One line of source as it is shown, and the carets below it.
 *
 * @param text without control characters, cut where it is long
 * @param carets as wide as the marked part, at least one
 */
record ExcerptLine(String text, String carets) {
  private static final int MAX_LENGTH = 160;
  private static final int MAX_BEFORE = 60;
  private static final String CUT = "...";

  /** Marks the characters from one offset to before another. */
  static ExcerptLine of(String line, int from, int to) {
    int start = line.length() > MAX_LENGTH ? Math.max(0, from - MAX_BEFORE) : 0;
    int end = Math.min(line.length(), start + MAX_LENGTH);
    String prefix = start > 0 ? CUT : "";
    String shown = printable(line.substring(start, end));
    String carets =
        blank(prefix + shown.substring(0, Math.clamp(from - start, 0, shown.length())))
            + "^".repeat(Math.max(1, width(line, from, Math.min(to, end))));
    return new ExcerptLine(prefix + shown + (end < line.length() ? CUT : ""), carets);
  }

  private static int width(String line, int from, int to) {
    return from < to ? line.codePointCount(from, to) : 0;
  }

  /** A Dockerfile must not be able to drive the terminal. */
  private static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\t]]", "\uFFFD");
  }

  /** As wide as the text: tabs stay tabs. */
  private static String blank(String text) {
    StringBuilder blank = new StringBuilder();
    text.codePoints().forEach(character -> blank.append(character == '\t' ? '\t' : ' '));
    return blank.toString();
  }
}
