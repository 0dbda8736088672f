package dev.jbuild.parser.word;

/** A word that can't be expanded. */
public final class WordException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int offset;

  WordException(String message, int offset) {
    super(message);
    this.offset = offset;
  }

  /** Where in the word it went wrong, in characters from 0. */
  public int offset() {
    return offset;
  }
}
