package dev.jbuild.parser.word;

import com.google.common.collect.ImmutableSet;
import java.util.Optional;

/** Reads one word from its start to its end and expands it on the way. */
final class WordReader {
  private static final int MAX_DEPTH = 200;
  private static final int END = -1;

  /** What happens to quotes. */
  enum Quotes {
    REMOVE,
    KEEP
  }

  /** What happens to the escape character. */
  enum Escapes {
    REMOVE,
    /** They stay for the pattern that the text becomes. */
    KEEP
  }

  private final String word;
  private final char escape;
  private final Environment environment;
  private final Quotes quotes;
  private final ImmutableSet.Builder<String> used = ImmutableSet.builder();
  private final ImmutableSet.Builder<String> unset = ImmutableSet.builder();
  private int offset;
  private int depth;

  WordReader(String word, char escape, Environment environment, Quotes quotes) {
    this.word = word;
    this.escape = escape;
    this.environment = environment;
    this.quotes = quotes;
  }

  Expansion expansion(String value) {
    return new Expansion(value, used.build(), unset.build());
  }

  /** All of the word. */
  ExpandedText read() throws WordException {
    return readUntil(END, Escapes.REMOVE);
  }

  /** Up to and with a character that is neither quoted nor escaped. */
  String readPart(char stop, Escapes escapes) throws WordException {
    return readUntil(stop, escapes).text();
  }

  private ExpandedText readUntil(int stop, Escapes escapes) throws WordException {
    ExpandedText result = new ExpandedText();
    while (offset < word.length()) {
      int character = peek();
      if (character == stop) {
        offset++;
        return result;
      }
      readOne(character, escapes, result);
    }
    if (stop != END) {
      throw error("missing '" + Character.toString(stop) + "'");
    }
    return result;
  }

  private void readOne(int character, Escapes escapes, ExpandedText result) throws WordException {
    boolean quoting = quotes == Quotes.REMOVE;
    if (character == '$') {
      result.add(readVariable());
    } else if (character == '\'' && quoting) {
      result.addQuoted(readSingleQuoted());
    } else if (character == '"' && quoting) {
      result.addQuoted(readDoubleQuoted(escapes));
    } else if (character == escape) {
      result.addQuoted(readEscaped(escapes));
    } else {
      result.add(next());
    }
  }

  /** An escape character and what it escapes; at the very end it escapes nothing and is dropped. */
  private String readEscaped(Escapes escapes) {
    String kept = escapes == Escapes.KEEP ? String.valueOf(escape) : "";
    offset++;
    return offset < word.length() ? kept + Character.toString(next()) : kept;
  }

  private String readSingleQuoted() throws WordException {
    int close = word.indexOf('\'', offset + 1);
    if (close < 0) {
      throw error("unexpected end of statement while looking for matching single-quote");
    }
    String content = word.substring(offset + 1, close);
    offset = close + 1;
    return content;
  }

  private String readDoubleQuoted(Escapes escapes) throws WordException {
    int start = offset++;
    StringBuilder content = new StringBuilder();
    while (offset < word.length()) {
      int character = peek();
      if (character == '"') {
        offset++;
        return content.toString();
      }
      if (character == '$') {
        content.append(readVariable());
      } else if (character == escape) {
        content.append(readEscapedInQuotes(escapes));
      } else {
        content.appendCodePoint(next());
      }
    }
    offset = start;
    throw error("unexpected end of statement while looking for matching double-quote");
  }

  /** In double quotes only a quote, a dollar sign and the escape character can be escaped. */
  private String readEscapedInQuotes(Escapes escapes) {
    int after = offset + 1 < word.length() ? word.charAt(offset + 1) : END;
    if (after == END || after == '"' || after == '$' || after == escape) {
      return readEscaped(escapes);
    }
    return Character.toString(next());
  }

  private String readVariable() throws WordException {
    if (++depth > MAX_DEPTH) {
      throw error("variables are nested more than " + MAX_DEPTH + " deep");
    }
    try {
      return new VariableReader(this).read();
    } finally {
      depth--;
    }
  }

  /** The next character, or -1 at the end. */
  int peek() {
    return offset < word.length() ? word.codePointAt(offset) : END;
  }

  /** Takes the next character. Call only where there is one. */
  int next() {
    int character = word.codePointAt(offset);
    offset += Character.charCount(character);
    return character;
  }

  /** Takes the next character if it is this one. */
  boolean take(char character) {
    boolean there = peek() == character;
    if (there) {
      offset++;
    }
    return there;
  }

  int offset() {
    return offset;
  }

  /** What has been read since an offset. */
  String since(int start) {
    return word.substring(start, offset);
  }

  /** The value of a variable. */
  Optional<String> lookUp(String name) {
    used.add(name);
    return environment.get(name);
  }

  /** Notes that a variable without a value was needed. */
  void missed(String name) {
    unset.add(name);
  }

  WordException error(String message) {
    return new WordException(message, offset);
  }
}
