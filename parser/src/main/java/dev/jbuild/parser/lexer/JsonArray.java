package dev.jbuild.parser.lexer;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * An instruction's arguments as a JSON array.
 *
 * @param elements in order; an element that is not a string has no value
 */
public record JsonArray(ImmutableList<Element> elements) {

  /**
   * One element.
   *
   * @param source as written, with its quotes
   * @param value of a string, decoded
   */
  public record Element(Fragment source, Optional<String> value) {}

  /** Empty where the text is not a JSON array, which then means the shell form. */
  public static Optional<JsonArray> parse(Fragment fragment) {
    if (fragment.isEmpty() || fragment.text().charAt(0) != '[') {
      return Optional.empty();
    }
    return new JsonReader(fragment).readArray().map(JsonArray::new);
  }

  static boolean isArray(Fragment fragment) {
    return parse(fragment).isPresent();
  }

  /** The decoded strings. Call only where there is no {@link #firstOther}. */
  public ImmutableList<String> strings() {
    return elements.stream()
        .map(element -> element.value().orElseThrow())
        .collect(ImmutableList.toImmutableList());
  }

  /** The first element that is not a string. */
  public Optional<Element> firstOther() {
    return elements.stream().filter(element -> element.value().isEmpty()).findFirst();
  }
}
