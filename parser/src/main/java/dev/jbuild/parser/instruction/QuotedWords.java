package dev.jbuild.parser.instruction;

import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.lexer.Fragment;
import dev.jbuild.parser.lexer.Whitespace;

/**
 * Splits at white space that is neither quoted nor escaped. Quotes and escape characters stay in
 * the words; a lone escape character at the very end is dropped.
 */
final class QuotedWords {
  private final Fragment fragment;
  private final String text;
  private final char escape;
  private int offset;
  private int wordEnd;

  private QuotedWords(Fragment fragment, char escape) {
    this.fragment = fragment;
    this.text = fragment.text();
    this.escape = escape;
  }

  static ImmutableList<Fragment> split(Fragment fragment, char escape) {
    return new QuotedWords(fragment, escape).split();
  }

  private ImmutableList<Fragment> split() {
    ImmutableList.Builder<Fragment> words = ImmutableList.builder();
    offset = Whitespace.skip(text, 0, text.length());
    while (offset < text.length()) {
      int start = offset;
      skipWord();
      if (wordEnd > start) {
        words.add(fragment.slice(start, wordEnd));
      }
      offset = Whitespace.skip(text, offset, text.length());
    }
    return words.build();
  }

  private void skipWord() {
    char quote = 0;
    while (offset < text.length() && (quote != 0 || !Whitespace.is(text.charAt(offset)))) {
      char character = text.charAt(offset);
      if (character == escape && quote != '\'') {
        skipEscape();
        continue;
      }
      if (character == quote) {
        quote = 0;
      } else if (quote == 0 && (character == '"' || character == '\'')) {
        quote = character;
      }
      wordEnd = ++offset;
    }
  }

  private void skipEscape() {
    boolean last = offset + 1 == text.length();
    offset += last ? 1 : 2;
    wordEnd = last ? offset - 1 : offset;
  }
}
