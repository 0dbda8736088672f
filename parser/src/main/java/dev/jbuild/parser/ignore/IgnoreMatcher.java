package dev.jbuild.parser.ignore;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.glob.InvalidGlobException;

/**
 * Decides which paths are left out, as moby's {@code patternmatcher} does: the last pattern that
 * speaks of a path or of a directory above it wins. Paths are relative to the context, separated
 * and not started by slashes. Immutable, for any number of threads.
 */
public final class IgnoreMatcher {
  private static final CharMatcher WILDCARDS = CharMatcher.anyOf("*?[\\");

  private final ImmutableList<IgnorePattern> patterns;

  private IgnoreMatcher(ImmutableList<IgnorePattern> patterns) {
    this.patterns = patterns;
  }

  /**
   * Compiles patterns, such as those of {@code COPY --exclude}.
   *
   * @throws InvalidGlobException for the first that is not well formed
   */
  public static IgnoreMatcher of(Iterable<String> patterns) throws InvalidGlobException {
    ImmutableList.Builder<IgnorePattern> compiled = ImmutableList.builder();
    for (String pattern : patterns) {
      String stripped = pattern.strip();
      if (!stripped.isEmpty()) {
        compiled.add(IgnorePattern.parse(stripped));
      }
    }
    return new IgnoreMatcher(compiled.build());
  }

  /** A matcher that leaves nothing out. */
  public static IgnoreMatcher none() {
    return new IgnoreMatcher(ImmutableList.of());
  }

  /** Whether the path does not exist for the build. */
  public boolean ignores(String path) {
    boolean ignored = false;
    for (IgnorePattern pattern : patterns) {
      if (pattern.exception() == ignored && pattern.matchesWithParents(path)) {
        ignored = !ignored;
      }
    }
    return ignored;
  }

  /**
   * Whether nothing that a source of COPY may name exists for the build. A pattern is judged by its
   * text, and not at all where an exception may be meant by it; the root always exists.
   */
  public boolean ignoresSource(String source) {
    String path = CleanPath.of("/" + source).substring(1);
    int wildcard = WILDCARDS.indexIn(path);
    String literal = wildcard < 0 ? path : directoryOf(path.substring(0, wildcard));
    return !path.isEmpty() && ignores(path) && !mayContainExceptions(literal);
  }

  private static String directoryOf(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /**
   * Whether something below an ignored directory may still be wanted. If not, there is no need to
   * look into it.
   */
  public boolean mayContainExceptions(String directory) {
    String start = directory.isEmpty() ? "" : directory + "/";
    return patterns.stream()
        .anyMatch(pattern -> pattern.exception() && pattern.pattern().couldMatchAfter(start));
  }

  /** Whether a pattern may match something below a directory that none matches itself. */
  public boolean mayMatchBelow(String directory) {
    String start = directory + "/";
    return patterns.stream()
        .anyMatch(pattern -> !pattern.exception() && pattern.pattern().couldMatchAfter(start));
  }
}
