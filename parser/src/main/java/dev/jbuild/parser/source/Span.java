package dev.jbuild.parser.source;

/**
 * A place in a Dockerfile: from {@code start} to before {@code end}.
 *
 * @param start first character
 * @param end character after the last
 */
public record Span(Position start, Position end) {
  /** The first character, for what has no other place. */
  public static final Span START = of(1, 1, 1, 1);

  /**
   * One character's place.
   *
   * @param line from 1
   * @param column from 1, in characters
   */
  public record Position(int line, int column) {}

  public static Span of(int startLine, int startColumn, int endLine, int endColumn) {
    return new Span(new Position(startLine, startColumn), new Position(endLine, endColumn));
  }

  /** From the start of this to the end of the other. */
  public Span to(Span other) {
    return new Span(start, other.end);
  }
}
