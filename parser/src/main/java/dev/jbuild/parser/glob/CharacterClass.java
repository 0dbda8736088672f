package dev.jbuild.parser.glob;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;
import java.util.function.IntPredicate;

/**
 * The {@code [a-z]} or {@code [^a-z]} of a pattern.
 *
 * @param end offset after the closing bracket
 */
public record CharacterClass(ImmutableRangeSet<Integer> ranges, boolean negated, int end)
    implements IntPredicate {

  /** Reads a class that starts with the bracket at an offset. */
  public static CharacterClass parse(String pattern, int offset) throws InvalidGlobException {
    return new Reader(pattern, offset + 1).read();
  }

  @Override
  public boolean test(int character) {
    return ranges.contains(character) != negated;
  }

  private static final class Reader {
    private final String pattern;
    private int offset;

    Reader(String pattern, int offset) {
      this.pattern = pattern;
      this.offset = offset;
    }

    CharacterClass read() throws InvalidGlobException {
      boolean negated = take('^');
      RangeSet<Integer> ranges = TreeRangeSet.create();
      do {
        int low = readCharacter();
        int high = take('-') ? readCharacter() : low;
        if (low <= high) {
          ranges.add(Range.closed(low, high));
        }
      } while (!take(']'));
      return new CharacterClass(ImmutableRangeSet.copyOf(ranges), negated, offset);
    }

    private int readCharacter() throws InvalidGlobException {
      boolean escaped = take('\\');
      if (offset >= pattern.length()) {
        throw new InvalidGlobException(pattern, "syntax error in pattern, missing ]");
      }
      int character = pattern.codePointAt(offset);
      if (!escaped && (character == '-' || character == ']')) {
        throw new InvalidGlobException(
            pattern,
            "syntax error in pattern, write \\" + Character.toString(character) + " in a class");
      }
      offset += Character.charCount(character);
      return character;
    }

    private boolean take(char character) {
      boolean there = offset < pattern.length() && pattern.charAt(offset) == character;
      if (there) {
        offset++;
      }
      return there;
    }
  }
}
