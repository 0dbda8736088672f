package dev.jbuild.parser.lexer;

import dev.jbuild.parser.ast.Word;
import dev.jbuild.parser.source.Span;
import java.util.Optional;

/**
 * A {@code --name} or {@code --name=value} before an instruction's arguments.
 *
 * @param source as written
 * @param name without the dashes
 * @param value without quotes; empty where there is no equals sign
 */
public record Flag(Fragment source, String name, Optional<String> value) {

  static Flag of(Fragment source, String unquoted) {
    int equals = unquoted.indexOf('=');
    if (equals < 0) {
      return new Flag(source, unquoted.substring(2), Optional.empty());
    }
    return new Flag(
        source, unquoted.substring(2, equals), Optional.of(unquoted.substring(equals + 1)));
  }

  public Span span() {
    return source.span();
  }

  /** The value at its place. Call only where there is a value. */
  public Word valueWord() {
    return new Word(value.orElseThrow(), spanOfValue(0, value.orElseThrow().length()));
  }

  /** The place of a part of the value, or of the whole flag where quotes hide it. */
  public Span spanOfValue(int from, int to) {
    int valueStart = name.length() + 3;
    boolean plain = source.length() == valueStart + value.map(String::length).orElse(0);
    return plain ? source.slice(valueStart + from, valueStart + to).span() : span();
  }
}
