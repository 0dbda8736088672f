package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.Map;

/** Expands variables and removes quotes. */
interface Expander {

  /** As one word. */
  Expanded word(String text, Map<String, String> environment) throws MalformedWord;

  /** As words cut at unquoted white space. */
  ImmutableList<String> words(String text, Map<String, String> environment) throws MalformedWord;

  /** With quotes kept, as in here-documents. */
  Expanded document(String text, Map<String, String> environment) throws MalformedWord;

  /** Variables that are set, for show: all else stays as it is. */
  String command(String text, Map<String, String> environment);

  /**
   * An expanded text.
   *
   * @param undefined names that stand in it and not in the environment
   */
  record Expanded(String text, ImmutableSet<String> undefined) {}

  /** A word whose expansions are not those of the language. */
  final class MalformedWord extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedWord(String message) {
      super(message);
    }
  }
}
