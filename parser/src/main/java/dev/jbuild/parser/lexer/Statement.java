package dev.jbuild.parser.lexer;

import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.source.Span;
import java.util.Locale;

/**
 * One instruction as text.
 *
 * @param whole the line with its continuations joined
 * @param name as written
 * @param flags before the arguments
 * @param arguments what follows the flags, stripped; may be empty
 * @param heredocs in the order of their words
 * @param comments the comment lines above, after the instruction before, without the hash
 */
public record Statement(
    Fragment whole,
    Fragment name,
    ImmutableList<Flag> flags,
    Fragment arguments,
    ImmutableList<HeredocBody> heredocs,
    ImmutableList<String> comments) {

  static Statement of(
      Fragment whole, ImmutableList<HeredocBody> heredocs, ImmutableList<String> comments) {
    FlagReader reader = new FlagReader(whole.afterFirstWord());
    return new Statement(
        whole, whole.firstWord(), reader.flags(), reader.rest(), heredocs, comments);
  }

  Statement withHeredocs(ImmutableList<HeredocBody> bodies) {
    return new Statement(whole, name, flags, arguments, bodies, comments);
  }

  /** The instruction that an ONBUILD holds. */
  public Statement trigger() {
    return of(arguments, heredocs, ImmutableList.of());
  }

  /** The name in upper case. */
  public String keyword() {
    return name.text().toUpperCase(Locale.ROOT);
  }

  /** The instruction on one line with its name in upper case. */
  public String original() {
    return keyword() + whole.from(name.length()).text();
  }

  /** From the name to the end of the last here-document. */
  public Span span() {
    Span text = whole.span();
    return heredocs.isEmpty() ? text : text.to(heredocs.getLast().heredoc().span());
  }
}
