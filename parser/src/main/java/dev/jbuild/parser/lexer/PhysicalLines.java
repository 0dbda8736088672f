package dev.jbuild.parser.lexer;

import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.source.SourceText;
import dev.jbuild.parser.source.Span;
import java.util.Arrays;

/** The lines of a file, counted from 0, with their places in the text. */
final class PhysicalLines {
  private final String text;
  private final ImmutableList<String> contents;
  private final int[] starts;

  PhysicalLines(SourceText source) {
    this.text = source.text();
    this.contents = source.lines();
    this.starts = new int[contents.size() + 1];
    Arrays.fill(starts, text.length());
    int start = 0;
    for (int index = 0; index < contents.size(); index++) {
      starts[index] = start;
      start = text.indexOf('\n', start) + 1;
    }
  }

  int count() {
    return contents.size();
  }

  /** Without the line end. */
  String content(int index) {
    return contents.get(index);
  }

  /** The lines from one to before another, as they stand, with their ends. */
  String raw(int from, int to) {
    return text.substring(starts[from], starts[to]);
  }

  /** All of one line. */
  Span span(int index) {
    return Span.of(index + 1, 1, index + 1, content(index).length() + 1);
  }

  /** From the start of one line to the end of another. */
  Span span(int first, int last) {
    return span(first).to(span(last));
  }
}
