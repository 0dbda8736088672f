package dev.jbuild.parser.glob;

import com.google.common.collect.ImmutableList;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A compiled pattern. Matching follows all ways through the pattern at once, so it takes time in
 * proportion to the pattern's length times the path's, whatever the pattern.
 */
public final class PathPattern {

  private enum Kind {
    /** One character. */
    ONE,
    /** Any characters but slashes. */
    STAR,
    /** Any characters. */
    ALL,
    /** Nothing, or what {@link #DEEP_REST} takes. */
    DEEP,
    /** Any characters that end with a slash. */
    DEEP_REST
  }

  private record Element(Kind kind, int literal, IntPredicate accepts) {
    static final int NO_LITERAL = -1;

    static Element of(Kind kind) {
      return new Element(kind, NO_LITERAL, character -> true);
    }

    boolean isLiteral() {
      return literal != NO_LITERAL;
    }
  }

  private final ImmutableList<Element> elements;
  private final String prefix;
  private final String suffix;

  private PathPattern(ImmutableList<Element> elements) {
    this.elements = elements;
    this.prefix = leadingLiterals(elements);
    this.suffix = new StringBuilder(leadingLiterals(elements.reverse())).reverse().toString();
  }

  private static String leadingLiterals(Iterable<Element> elements) {
    StringBuilder text = new StringBuilder();
    for (Element element : elements) {
      if (!element.isLiteral() || !Character.isBmpCodePoint(element.literal())) {
        break;
      }
      text.append((char) element.literal());
    }
    return text.toString();
  }

  /** Whether all of the path fits. */
  public boolean matches(String path) {
    if (!path.startsWith(prefix) || !path.endsWith(suffix)) {
      return false;
    }
    return states(path)[elements.size()];
  }

  /** Whether a longer path that starts with this text could fit. */
  public boolean couldMatchAfter(String start) {
    boolean[] states = states(start);
    return IntStream.range(0, elements.size()).anyMatch(index -> states[index]);
  }

  /** For each element, and the end, whether the pattern can stand there after the text. */
  private boolean[] states(String text) {
    boolean[] states = new boolean[elements.size() + 1];
    states[0] = true;
    skipOptional(states);
    for (int offset = 0; offset < text.length(); ) {
      int character = text.codePointAt(offset);
      offset += Character.charCount(character);
      states = after(states, character);
      skipOptional(states);
    }
    return states;
  }

  private void skipOptional(boolean[] states) {
    for (int index = 0; index < elements.size(); index++) {
      if (states[index]) {
        Kind kind = elements.get(index).kind();
        states[index + 1] |= kind == Kind.STAR || kind == Kind.ALL || kind == Kind.DEEP;
        if (kind == Kind.DEEP) {
          states[index + 2] = true;
        }
      }
    }
  }

  private boolean[] after(boolean[] states, int character) {
    boolean[] next = new boolean[states.length];
    for (int index = 0; index < elements.size(); index++) {
      if (states[index]) {
        Element element = elements.get(index);
        switch (element.kind()) {
          case ONE -> next[index + 1] |= element.accepts().test(character);
          case STAR -> next[index] |= character != '/';
          case ALL -> next[index] = true;
          case DEEP -> {}
          case DEEP_REST -> {
            next[index] = true;
            next[index + 1] |= character == '/';
          }
        }
      }
    }
    return next;
  }

  /** Puts a pattern together from left to right. */
  public static final class Builder {
    private final ImmutableList.Builder<Element> elements = ImmutableList.builder();

    /** This character. */
    public Builder literal(int character) {
      elements.add(new Element(Kind.ONE, character, other -> other == character));
      return this;
    }

    /** One character that the predicate accepts. */
    public Builder one(IntPredicate accepts) {
      elements.add(new Element(Kind.ONE, Element.NO_LITERAL, accepts));
      return this;
    }

    /** Any characters but slashes, or none. */
    public Builder star() {
      elements.add(Element.of(Kind.STAR));
      return this;
    }

    /** Any characters, or none. */
    public Builder all() {
      elements.add(Element.of(Kind.ALL));
      return this;
    }

    /** Any leading directories with their slash, or none. */
    public Builder deep() {
      elements.add(Element.of(Kind.DEEP), Element.of(Kind.DEEP_REST));
      return this;
    }

    public PathPattern build() {
      return new PathPattern(elements.build());
    }
  }
}
