package dev.jbuild.parser.lexer;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads JSON (RFC 8259) as far as an instruction's arguments need it. */
final class JsonReader {
  private static final int MAX_DEPTH = 200;
  private static final Pattern SCALAR =
      Pattern.compile("true|false|null|-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

  private final Fragment fragment;
  private final String text;
  private final Matcher scalar;
  private int offset;

  JsonReader(Fragment fragment) {
    this.fragment = fragment;
    this.text = fragment.text();
    this.scalar = SCALAR.matcher(text);
  }

  /** The elements of the array that is all of the text; empty where it is anything else. */
  Optional<ImmutableList<JsonArray.Element>> readArray() {
    ImmutableList.Builder<JsonArray.Element> elements = ImmutableList.builder();
    boolean valid = readItems('[', ']', () -> readElement(elements));
    skipSpace();
    return valid && offset == text.length() ? Optional.of(elements.build()) : Optional.empty();
  }

  private boolean readElement(ImmutableList.Builder<JsonArray.Element> elements) {
    int start = offset;
    boolean isString = peek() == '"';
    Optional<String> value = isString ? readString() : Optional.empty();
    if (isString ? value.isEmpty() : !skipValue(1)) {
      return false;
    }
    elements.add(new JsonArray.Element(fragment.slice(start, offset), value));
    return true;
  }

  private boolean skipValue(int depth) {
    if (depth > MAX_DEPTH) {
      return false;
    }
    return switch (peek()) {
      case '"' -> readString().isPresent();
      case '[' -> readItems('[', ']', () -> skipValue(depth + 1));
      case '{' -> readItems('{', '}', () -> skipMember(depth + 1));
      default -> skipScalar();
    };
  }

  private boolean skipMember(int depth) {
    if (peek() != '"' || readString().isEmpty()) {
      return false;
    }
    skipSpace();
    if (!take(':')) {
      return false;
    }
    skipSpace();
    return skipValue(depth);
  }

  private boolean skipScalar() {
    boolean found = scalar.region(offset, text.length()).lookingAt();
    if (found) {
      offset = scalar.end();
    }
    return found;
  }

  private interface Item {
    boolean read();
  }

  private boolean readItems(char open, char close, Item item) {
    if (!take(open)) {
      return false;
    }
    skipSpace();
    if (take(close)) {
      return true;
    }
    do {
      skipSpace();
      if (!item.read()) {
        return false;
      }
      skipSpace();
    } while (take(','));
    return take(close);
  }

  private Optional<String> readString() {
    StringBuilder value = new StringBuilder();
    offset++;
    while (offset < text.length()) {
      char character = text.charAt(offset++);
      if (character == '"') {
        return Optional.of(value.toString());
      }
      if (character < ' ' || (character == '\\' && !readEscape(value))) {
        return Optional.empty();
      }
      if (character != '\\') {
        value.append(character);
      }
    }
    return Optional.empty();
  }

  private boolean readEscape(StringBuilder value) {
    char letter = peek();
    offset++;
    int index = "\"\\/bfnrt".indexOf(letter);
    if (index >= 0) {
      value.append("\"\\/\b\f\n\r\t".charAt(index));
      return true;
    }
    return letter == 'u' && readCodeUnit(value);
  }

  private boolean readCodeUnit(StringBuilder value) {
    int unit = 0;
    for (int digit = 0; digit < 4; digit++) {
      int number = Character.digit(peek(), 16);
      if (number < 0) {
        return false;
      }
      unit = unit * 16 + number;
      offset++;
    }
    value.append((char) unit);
    return true;
  }

  private boolean take(char character) {
    boolean there = peek() == character;
    if (there) {
      offset++;
    }
    return there;
  }

  /** The next character, or NUL at the end, which is valid nowhere. */
  private char peek() {
    return offset < text.length() ? text.charAt(offset) : '\0';
  }

  private void skipSpace() {
    offset = Whitespace.skip(text, offset, text.length());
  }
}
