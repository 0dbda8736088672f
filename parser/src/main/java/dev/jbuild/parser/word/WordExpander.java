package dev.jbuild.parser.word;

import com.google.common.collect.ImmutableList;

/**
 * Expands the words of a Dockerfile: variables with their modifiers, quotes, escapes.
 *
 * <p>Known are <code>$x ${x} ${x:-w} ${x-w} ${x:+w} ${x+w} ${x:?w} ${x?w} ${x#p} ${x##p} ${x%p}
 * ${x%%p} ${x/p/r} ${x//p/r}</code>, where the parts after the modifier are words again. In a
 * pattern {@code *} and {@code ?} stand for any text and any character. The shell's special
 * parameters, such as {@code $1} and {@code $@}, are empty.
 */
public final class WordExpander {
  private final char escape;

  /**
   * Creates an expander.
   *
   * @param escape the Dockerfile's escape character
   */
  public WordExpander(char escape) {
    this.escape = escape;
  }

  /** The word with its variables expanded and its quotes and escapes removed. */
  public String expand(String word, Environment environment) throws WordException {
    return expansion(word, environment).value();
  }

  /** As {@link #expand}, with the names of the variables. */
  public Expansion expansion(String word, Environment environment) throws WordException {
    WordReader reader = new WordReader(word, escape, environment, WordReader.Quotes.REMOVE);
    return reader.expansion(reader.read().text());
  }

  /**
   * As {@link #expand}, then split at white space that was not quoted: a variable may become
   * several words, or none.
   */
  public ImmutableList<String> expandToWords(String word, Environment environment)
      throws WordException {
    return new WordReader(word, escape, environment, WordReader.Quotes.REMOVE).read().words();
  }

  /**
   * Expands the content of a here-document of COPY or ADD: quotes stay and don't stop the
   * expansion. A backslash is removed and keeps the character after it, whatever the Dockerfile's
   * escape character is.
   */
  public static Expansion expandHeredoc(String content, Environment environment)
      throws WordException {
    WordReader reader = new WordReader(content, '\\', environment, WordReader.Quotes.KEEP);
    return reader.expansion(reader.read().text());
  }
}
