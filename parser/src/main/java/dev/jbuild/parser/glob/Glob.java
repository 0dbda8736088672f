package dev.jbuild.parser.glob;

/**
 * A pattern as Go's {@code filepath.Match} reads it on Linux, which is what the sources of COPY and
 * ADD are: {@code *} any characters but slashes, {@code ?} one character but a slash, {@code [a-z]}
 * and {@code [^a-z]} one character, {@code \} takes the next character as it is. It matches all of
 * a path.
 */
public final class Glob {
  private final String text;
  private final PathPattern pattern;

  private Glob(String text, PathPattern pattern) {
    this.text = text;
    this.pattern = pattern;
  }

  public static Glob parse(String text) throws InvalidGlobException {
    PathPattern.Builder builder = new PathPattern.Builder();
    int offset = 0;
    while (offset < text.length()) {
      int character = text.codePointAt(offset);
      offset += Character.charCount(character);
      switch (character) {
        case '*' -> builder.star();
        case '?' -> builder.one(any -> any != '/');
        case '[' -> {
          CharacterClass characters = CharacterClass.parse(text, offset - 1);
          builder.one(characters);
          offset = characters.end();
        }
        case '\\' -> {
          if (offset == text.length()) {
            throw new InvalidGlobException(
                text, "syntax error in pattern, nothing follows the backslash");
          }
          int escaped = text.codePointAt(offset);
          builder.literal(escaped);
          offset += Character.charCount(escaped);
        }
        default -> builder.literal(character);
      }
    }
    return new Glob(text, builder.build());
  }

  /** Whether the text has a wildcard, so that it may name several paths. */
  public static boolean isPattern(String text) {
    for (int offset = 0; offset < text.length(); offset++) {
      char character = text.charAt(offset);
      if (character == '\\') {
        offset++;
      } else if (character == '*' || character == '?' || character == '[') {
        return true;
      }
    }
    return false;
  }

  public boolean matches(String path) {
    return pattern.matches(path);
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }
}
