package dev.jbuild.parser.word;

import com.google.common.collect.ImmutableList;

/** Takes expanded text as it comes and knows both all of it and its words. */
final class ExpandedText {
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder word = new StringBuilder();
  private final ImmutableList.Builder<String> words = ImmutableList.builder();

  /** Adds text in which white space separates words. */
  void add(String part) {
    part.codePoints().forEach(this::add);
  }

  void add(int character) {
    text.appendCodePoint(character);
    if (Character.isWhitespace(character)) {
      endWord();
    } else {
      word.appendCodePoint(character);
    }
  }

  /** Adds text that was quoted or escaped and so stays in one word. */
  void addQuoted(String part) {
    text.append(part);
    word.append(part);
  }

  String text() {
    return text.toString();
  }

  ImmutableList<String> words() {
    endWord();
    return words.build();
  }

  private void endWord() {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }
}
