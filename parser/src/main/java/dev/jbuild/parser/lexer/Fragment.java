package dev.jbuild.parser.lexer;

import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.ast.Word;
import dev.jbuild.parser.source.Span;

/** A part of a joined line that knows its place in the file. */
public final class Fragment {
  private final JoinedLine line;
  private final int start;
  private final int end;

  private Fragment(JoinedLine line, int start, int end) {
    this.line = line;
    this.start = start;
    this.end = end;
  }

  /** All of a line, without the white space at its ends. */
  static Fragment of(JoinedLine line) {
    return new Fragment(line, 0, line.text().length()).strip();
  }

  public String text() {
    return line.text().substring(start, end);
  }

  public boolean isEmpty() {
    return start == end;
  }

  public int length() {
    return end - start;
  }

  public Span span() {
    Span.Position after = line.endOf(end);
    return isEmpty() ? new Span(after, after) : new Span(line.startOf(start), after);
  }

  public Word word() {
    return new Word(text(), span());
  }

  /** A part of this, in offsets from its start. */
  public Fragment slice(int from, int to) {
    return new Fragment(line, start + from, start + to);
  }

  public Fragment from(int offset) {
    return slice(offset, length());
  }

  /** What stands in this before a part of it. */
  public Fragment before(Fragment part) {
    return new Fragment(line, start, part.start);
  }

  /** What stands in this after a part of it. */
  public Fragment after(Fragment part) {
    return new Fragment(line, part.end, end);
  }

  /** Without white space at both ends. */
  public Fragment strip() {
    String text = line.text();
    int first = Whitespace.skip(text, start, end);
    int last = end;
    while (last > first && Whitespace.is(text.charAt(last - 1))) {
      last--;
    }
    return new Fragment(line, first, last);
  }

  /** Up to the first white space: empty only if this is. */
  public Fragment firstWord() {
    return new Fragment(line, start, Whitespace.find(line.text(), start, end));
  }

  /** What follows the first word, stripped. */
  public Fragment afterFirstWord() {
    return new Fragment(line, Whitespace.find(line.text(), start, end), end).strip();
  }

  /** Split at white space, without regard to quotes. */
  public ImmutableList<Fragment> words() {
    ImmutableList.Builder<Fragment> words = ImmutableList.builder();
    String text = line.text();
    int from = Whitespace.skip(text, start, end);
    while (from < end) {
      int to = Whitespace.find(text, from, end);
      words.add(new Fragment(line, from, to));
      from = Whitespace.skip(text, to, end);
    }
    return words.build();
  }
}
