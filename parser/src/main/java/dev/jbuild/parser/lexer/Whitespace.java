package dev.jbuild.parser.lexer;

/** What separates words: ASCII white space, and nothing that looks like it. */
public final class Whitespace {
  private Whitespace() {}

  public static boolean is(char character) {
    return character == ' ' || (character >= '\t' && character <= '\r');
  }

  /** The first offset from {@code from} on that is not white space, or {@code end}. */
  public static int skip(CharSequence text, int from, int end) {
    int offset = from;
    while (offset < end && is(text.charAt(offset))) {
      offset++;
    }
    return offset;
  }

  /** The first offset from {@code from} on that is white space, or {@code end}. */
  public static int find(CharSequence text, int from, int end) {
    int offset = from;
    while (offset < end && !is(text.charAt(offset))) {
      offset++;
    }
    return offset;
  }
}
