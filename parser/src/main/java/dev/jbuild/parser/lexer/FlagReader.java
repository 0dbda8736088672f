package dev.jbuild.parser.lexer;

import com.google.common.collect.ImmutableList;

/**
 * Reads the flags at the start of an instruction's text. Quotes and backslashes in a flag are
 * removed here already, with the backslash whatever the escape directive says.
 */
final class FlagReader {
  private final Fragment fragment;
  private final String text;
  private final ImmutableList.Builder<Flag> flags = ImmutableList.builder();
  private int offset;

  FlagReader(Fragment fragment) {
    this.fragment = fragment;
    this.text = fragment.text();
    readAll();
  }

  ImmutableList<Flag> flags() {
    return flags.build();
  }

  /** What follows the flags, stripped. */
  Fragment rest() {
    return fragment.from(Math.min(offset, text.length())).strip();
  }

  private void readAll() {
    offset = Whitespace.skip(text, 0, text.length());
    while (text.startsWith("--", offset)) {
      int start = offset;
      String unquoted = readWord();
      if (unquoted.equals("--")) {
        return;
      }
      flags.add(Flag.of(fragment.slice(start, offset), unquoted));
      offset = Whitespace.skip(text, offset, text.length());
    }
  }

  private String readWord() {
    StringBuilder word = new StringBuilder();
    char quote = 0;
    while (offset < text.length()) {
      char character = text.charAt(offset);
      if (quote == 0 && Whitespace.is(character)) {
        break;
      }
      offset++;
      if (character == quote) {
        quote = 0;
      } else if (quote == 0 && (character == '"' || character == '\'')) {
        quote = character;
      } else if (character != '\\') {
        word.append(character);
      } else if (offset < text.length()) {
        word.append(text.charAt(offset++));
      }
    }
    return word.toString();
  }
}
