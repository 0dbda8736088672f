package dev.jbuild.parser.word;

import dev.jbuild.parser.word.WordReader.Escapes;
import java.util.Optional;

/** Reads one variable, with its modifier, at a dollar sign. */
final class VariableReader {
  private static final String SPECIAL = "@*#?-$!";

  private final WordReader reader;
  private final int start;

  VariableReader(WordReader reader) {
    this.reader = reader;
    this.start = reader.offset();
  }

  String read() throws WordException {
    reader.next();
    if (!reader.take('{')) {
      String name = readName();
      return name.isEmpty() ? "$" : required(name);
    }
    String name = readName();
    if (reader.take('}')) {
      if (name.isEmpty()) {
        throw badSubstitution();
      }
      return required(name);
    }
    if (reader.peek() < 0) {
      throw reader.error("missing '}' after " + reader.since(start));
    }
    if (name.isEmpty()) {
      reader.next();
      throw badSubstitution();
    }
    return modified(name);
  }

  private WordException badSubstitution() {
    return reader.error("bad substitution " + reader.since(start) + ": a name must follow ${");
  }

  /** Empty where no name follows. */
  private String readName() {
    int from = reader.offset();
    int first = reader.peek();
    if (first >= 0 && SPECIAL.indexOf(first) >= 0) {
      reader.next();
    } else if (Character.isDigit(first)) {
      skipWhileDigit();
    } else {
      while (Character.isLetterOrDigit(reader.peek()) || reader.peek() == '_') {
        reader.next();
      }
    }
    return reader.since(from);
  }

  private void skipWhileDigit() {
    while (Character.isDigit(reader.peek())) {
      reader.next();
    }
  }

  private String modified(String name) throws WordException {
    boolean nullIsUnset = reader.take(':');
    if (reader.peek() < 0) {
      throw reader.error("missing '}' after " + reader.since(start));
    }
    int modifier = reader.next();
    return switch (modifier) {
      case '-' -> {
        String word = reader.readPart('}', Escapes.REMOVE);
        yield value(name, nullIsUnset).orElse(word);
      }
      case '+' -> {
        String word = reader.readPart('}', Escapes.REMOVE);
        yield value(name, nullIsUnset).isPresent() ? word : "";
      }
      case '?' -> demanded(name, nullIsUnset, reader.readPart('}', Escapes.REMOVE));
      case '#', '%' -> trimmed(name, nullIsUnset, modifier == '%');
      case '/' -> replaced(name, nullIsUnset);
      default -> throw unsupported(nullIsUnset, modifier);
    };
  }

  private WordException unsupported(boolean colon, int modifier) {
    String shown = (colon ? ":" : "") + Character.toString(modifier);
    return reader.error(
        "unsupported modifier (" + shown + ") in substitution " + reader.since(start));
  }

  private String demanded(String name, boolean nullIsUnset, String message) throws WordException {
    Optional<String> value = value(name, nullIsUnset);
    if (value.isPresent()) {
      return value.get();
    }
    String fact = nullIsUnset ? "is not allowed to be empty" : "is not allowed to be unset";
    throw reader.error(name + ": " + (message.isEmpty() ? fact : message));
  }

  private String trimmed(String name, boolean colon, boolean atEnd) throws WordException {
    if (colon) {
      throw unsupported(true, atEnd ? '%' : '#');
    }
    boolean longest = reader.take(atEnd ? '%' : '#');
    String pattern = reader.readPart('}', Escapes.KEEP);
    String value = required(name);
    return atEnd
        ? pattern(pattern).withoutSuffix(value, longest)
        : pattern(pattern).withoutPrefix(value, longest);
  }

  /** Escape characters stay in the replacement, as in the reference implementation. */
  private String replaced(String name, boolean colon) throws WordException {
    if (colon) {
      throw unsupported(true, '/');
    }
    boolean all = reader.take('/');
    String pattern = reader.readPart('/', Escapes.KEEP);
    String replacement = reader.readPart('}', Escapes.KEEP);
    return pattern(pattern).replace(required(name), replacement, all);
  }

  private ShellPattern pattern(String text) throws WordException {
    try {
      return ShellPattern.parse(text);
    } catch (IllegalArgumentException e) {
      throw reader.error(
          "invalid pattern ("
              + text
              + ") in substitution: "
              + e.getMessage()
              + ": only * ? / } and \\ can be escaped");
    }
  }

  /** A value; a variable without one counts as empty and is noted. */
  private String required(String name) {
    Optional<String> value = value(name, false);
    if (value.isEmpty() && !isSpecial(name)) {
      reader.missed(name);
    }
    return value.orElse("");
  }

  private Optional<String> value(String name, boolean nullIsUnset) {
    if (isSpecial(name)) {
      return Optional.empty();
    }
    return reader.lookUp(name).filter(value -> !nullIsUnset || !value.isEmpty());
  }

  /** The shell's own parameters have no meaning in a Dockerfile. */
  private static boolean isSpecial(String name) {
    char first = name.charAt(0);
    return SPECIAL.indexOf(first) >= 0 || Character.isDigit(first);
  }
}
