package dev.jbuild.parser.lexer;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the words that open here-documents in a shell command: white space separates words, but not
 * in quotes, after a backslash, in <code>${...}</code> or between {@code <<} and its delimiter.
 * Arithmetic such as <code>$((1 << 4))</code> holds none. A command with an unclosed quote has
 * none: its quote goes on where no here-document can start.
 */
final class HeredocWords {
  private static final Pattern OPENER = Pattern.compile("[0-9]*<<-?[ \\t]*(?=[^<\\s])");

  private final Fragment fragment;
  private final String text;
  private final ImmutableList.Builder<HeredocWord> found = ImmutableList.builder();
  private int offset;
  private boolean unclosed;
  private boolean arithmeticUnclosed;

  private HeredocWords(Fragment fragment) {
    this.fragment = fragment;
    this.text = fragment.text();
  }

  static ImmutableList<HeredocWord> in(Fragment fragment) {
    HeredocWords words = new HeredocWords(fragment);
    return words.text.contains("<<") ? words.find() : ImmutableList.of();
  }

  private ImmutableList<HeredocWord> find() {
    offset = Whitespace.skip(text, 0, text.length());
    while (offset < text.length()) {
      int start = offset;
      skipOpener();
      skipWord();
      Optional<HeredocWord> word = HeredocWord.of(fragment.slice(start, offset));
      word.ifPresent(found::add);
      offset = Whitespace.skip(text, offset, text.length());
    }
    return unclosed ? ImmutableList.of() : found.build();
  }

  private void skipOpener() {
    Matcher opener = OPENER.matcher(text).region(offset, text.length());
    if (opener.lookingAt()) {
      offset = opener.end();
    }
  }

  private void skipWord() {
    int braces = 0;
    while (offset < text.length()) {
      char character = text.charAt(offset);
      if (braces == 0 && Whitespace.is(character)) {
        return;
      }
      offset++;
      switch (character) {
        case '\\' -> offset = Math.min(offset + 1, text.length());
        case '\'', '"' -> skipQuoted(character);
        case '(' -> skipArithmetic();
        case '{' -> braces += braces > 0 || text.startsWith("${", offset - 2) ? 1 : 0;
        case '}' -> braces = Math.max(0, braces - 1);
        default -> {}
      }
    }
  }

  private void skipArithmetic() {
    if (text.startsWith("$((", offset - 2)) {
      int close = arithmeticUnclosed ? -1 : text.indexOf("))", offset);
      arithmeticUnclosed = close < 0;
      offset = close < 0 ? offset : close + 2;
    }
  }

  private void skipQuoted(char quote) {
    while (offset < text.length()) {
      char character = text.charAt(offset++);
      if (character == quote) {
        return;
      }
      if (character == '\\' && quote == '"') {
        offset = Math.min(offset + 1, text.length());
      }
    }
    unclosed = true;
  }
}
