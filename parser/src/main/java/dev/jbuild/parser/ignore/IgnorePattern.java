package dev.jbuild.parser.ignore;

import com.google.common.base.CharMatcher;
import dev.jbuild.parser.glob.CharacterClass;
import dev.jbuild.parser.glob.Glob;
import dev.jbuild.parser.glob.InvalidGlobException;
import dev.jbuild.parser.glob.PathPattern;

/**
 * One line of an ignore file.
 *
 * @param exception true for {@code !pattern}
 */
record IgnorePattern(boolean exception, PathPattern pattern) {
  private static final CharMatcher SPECIAL = CharMatcher.anyOf("*?[]\\");

  /** Parses a pattern that may start with an exclamation mark. */
  static IgnorePattern parse(String text) throws InvalidGlobException {
    boolean exception = text.startsWith("!");
    String bare = exception ? text.substring(1) : text;
    if (bare.isEmpty()) {
      throw new InvalidGlobException(text, "a path must follow the !");
    }
    String clean = CleanPath.of(bare);
    Glob.parse(clean);
    return new IgnorePattern(exception, compile(clean));
  }

  /** Whether this speaks of the path itself or of a directory above it. */
  boolean matchesWithParents(String path) {
    if (pattern.matches(path)) {
      return true;
    }
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      if (pattern.matches(path.substring(0, slash))) {
        return true;
      }
    }
    return false;
  }

  /** Only for well formed patterns. */
  private static PathPattern compile(String text) throws InvalidGlobException {
    PathPattern.Builder builder = new PathPattern.Builder();
    int offset = 0;
    while (offset < text.length()) {
      int character = text.codePointAt(offset);
      if (text.startsWith("**", offset)) {
        offset = addDoubleStar(text, offset, builder);
      } else if (character == '[') {
        CharacterClass characters = CharacterClass.parse(text, offset);
        builder.one(characters);
        offset = characters.end();
      } else if (character == '\\') {
        builder.literal(text.codePointAt(offset + 1));
        offset += 1 + Character.charCount(text.codePointAt(offset + 1));
      } else {
        addSimple(character, builder);
        offset += Character.charCount(character);
      }
    }
    return builder.build();
  }

  private static void addSimple(int character, PathPattern.Builder builder) {
    switch (character) {
      case '*' -> builder.star();
      case '?' -> builder.one(any -> any != '/');
      default -> builder.literal(character);
    }
  }

  /**
   * Two stars at the end stand for anything, elsewhere for any directories. The reference
   * implementation takes a shortcut for two stars before plain text: {@code **x} is then all that
   * ends with x, in the middle of a name too.
   */
  private static int addDoubleStar(String text, int offset, PathPattern.Builder builder) {
    boolean slash = text.startsWith("/", offset + 2);
    int next = offset + (slash ? 3 : 2);
    boolean atEnd = next == text.length();
    boolean beforePlain = offset == 0 && !slash && SPECIAL.matchesNoneOf(text.substring(next));
    if (atEnd || beforePlain) {
      builder.all();
    } else {
      builder.deep();
    }
    return next;
  }
}
