package dev.jbuild.parser.ignore;

import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.diagnostic.Problems;
import dev.jbuild.parser.glob.InvalidGlobException;
import dev.jbuild.parser.source.SourceText;
import dev.jbuild.parser.source.Span;
import java.util.List;

/**
 * A {@code .dockerignore} file.
 *
 * @param patterns cleaned, each with its exclamation mark if it has one
 */
public record IgnoreFile(ImmutableList<String> patterns) {

  /**
   * Reads an ignore file: a line that starts with a hash is a comment; white space around a pattern
   * and a slash before it are dropped.
   *
   * @param text without regard to a byte order mark
   */
  public static IgnoreFile parse(String text) {
    return parse(new SourceText(".dockerignore", text));
  }

  private static IgnoreFile parse(SourceText source) {
    return new IgnoreFile(
        source.lines().stream()
            .map(IgnoreFile::pattern)
            .filter(pattern -> !pattern.isEmpty())
            .collect(ImmutableList.toImmutableList()));
  }

  /**
   * Compiles an ignore file.
   *
   * @throws InvalidDockerfileException with all lines that are not well formed
   */
  public static IgnoreMatcher matcher(SourceText source) throws InvalidDockerfileException {
    Problems problems = new Problems();
    List<String> lines = source.lines();
    for (int index = 0; index < lines.size(); index++) {
      check(lines.get(index), index + 1, problems);
    }
    problems.throwIfErrors(source);
    try {
      return IgnoreMatcher.of(parse(source).patterns());
    } catch (InvalidGlobException e) {
      throw new IllegalStateException("every line was checked", e);
    }
  }

  private static void check(String line, int number, Problems problems) {
    try {
      IgnoreMatcher.of(ImmutableList.of(pattern(line)));
    } catch (InvalidGlobException e) {
      int indent = line.length() - line.stripLeading().length();
      Span span = Span.of(number, indent + 1, number, line.stripTrailing().length() + 1);
      problems.error(span, "invalid pattern: " + e.problem());
    }
  }

  /** The pattern of a line, or "" where there is none. */
  private static String pattern(String line) {
    String stripped = line.strip();
    if (line.startsWith("#") || stripped.isEmpty()) {
      return "";
    }
    boolean exception = stripped.startsWith("!");
    String path = exception ? stripped.substring(1).strip() : stripped;
    return (exception ? "!" : "") + (path.isEmpty() ? "" : relative(CleanPath.of(path)));
  }

  private static String relative(String path) {
    return path.length() > 1 && path.startsWith("/") ? path.substring(1) : path;
  }
}
