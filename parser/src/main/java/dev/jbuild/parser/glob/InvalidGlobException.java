package dev.jbuild.parser.glob;

/** A pattern that is not well formed. The message holds the pattern and what is wrong with it. */
public final class InvalidGlobException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String problem;

  public InvalidGlobException(String pattern, String problem) {
    super("invalid pattern \"" + pattern + "\": " + problem);
    this.problem = problem;
  }

  /** What is wrong, without the pattern. */
  public String problem() {
    return problem;
  }
}
