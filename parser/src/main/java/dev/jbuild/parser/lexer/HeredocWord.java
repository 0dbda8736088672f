package dev.jbuild.parser.lexer;

import com.google.common.base.CharMatcher;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word that opens a here-document.
 *
 * @param expand false when a part of the delimiter was quoted or escaped
 */
record HeredocWord(
    Fragment word, String name, int fileDescriptor, boolean expand, boolean stripTabs) {
  private static final Pattern FORM = Pattern.compile("([0-9]{0,9})<<(-?)[ \\t]*([^<]+)");
  private static final CharMatcher SHELL_OPERATORS = CharMatcher.anyOf(">|;&()");
  private static final CharMatcher QUOTING = CharMatcher.anyOf("'\"\\");

  /** Empty where the word is something else. */
  static Optional<HeredocWord> of(Fragment word) {
    Matcher matcher = FORM.matcher(word.text());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String delimiter = matcher.group(3);
    String name = unquote(delimiter);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    String number = matcher.group(1);
    return Optional.of(
        new HeredocWord(
            word,
            name,
            number.isEmpty() ? 0 : Integer.parseInt(number),
            QUOTING.matchesNoneOf(delimiter),
            !matcher.group(2).isEmpty()));
  }

  /**
   * The delimiter without its quotes, up to an operator of the shell such as the second {@code >}.
   */
  private static String unquote(String delimiter) {
    StringBuilder name = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < delimiter.length(); i++) {
      char character = delimiter.charAt(i);
      if (character == quote) {
        quote = 0;
      } else if (quote == 0 && (character == '"' || character == '\'')) {
        quote = character;
      } else if (quote == 0 && SHELL_OPERATORS.matches(character)) {
        break;
      } else if (character != '\\' || quote == '\'') {
        name.append(character);
      } else if (i + 1 < delimiter.length()) {
        name.append(delimiter.charAt(++i));
      }
    }
    return name.toString();
  }
}
