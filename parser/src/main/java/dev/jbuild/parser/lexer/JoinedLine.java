package dev.jbuild.parser.lexer;

import dev.jbuild.parser.source.Span.Position;
import java.util.Arrays;

/** A line with its continuations joined, which knows where in the file each character stands. */
final class JoinedLine {
  private final String text;
  private final int[] offsets;
  private final int[] lines;
  private final int[] columns;

  private JoinedLine(Builder builder) {
    this.text = builder.text.toString();
    this.offsets = Arrays.copyOf(builder.offsets, builder.count);
    this.lines = Arrays.copyOf(builder.lines, builder.count);
    this.columns = Arrays.copyOf(builder.columns, builder.count);
  }

  String text() {
    return text;
  }

  /** The place of the character at {@code offset}, which exists. */
  Position startOf(int offset) {
    return position(offset, 0);
  }

  /** The place after the character before {@code offset}. */
  Position endOf(int offset) {
    return offset == 0 ? position(0, 0) : position(offset - 1, 1);
  }

  private Position position(int offset, int shift) {
    int found = Arrays.binarySearch(offsets, offset);
    int piece = found >= 0 ? found : -found - 2;
    return new Position(lines[piece], columns[piece] + offset - offsets[piece] + shift);
  }

  /** Joins pieces of lines; the pieces are not empty, but for the first. */
  static final class Builder {
    private final StringBuilder text = new StringBuilder();
    private int[] offsets = new int[1];
    private int[] lines = new int[1];
    private int[] columns = new int[1];
    private int count;

    /** Adds a piece that stands at this line and column, both from 1. */
    void add(String piece, int line, int column) {
      if (piece.isEmpty() && count > 0) {
        return;
      }
      if (count > 0 && offsets[count - 1] == text.length()) {
        count--;
      }
      grow();
      offsets[count] = text.length();
      lines[count] = line;
      columns[count] = column;
      count++;
      text.append(piece);
    }

    private void grow() {
      if (count == offsets.length) {
        offsets = Arrays.copyOf(offsets, count * 2);
        lines = Arrays.copyOf(lines, count * 2);
        columns = Arrays.copyOf(columns, count * 2);
      }
    }

    JoinedLine build() {
      return new JoinedLine(this);
    }
  }
}
