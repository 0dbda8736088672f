package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A list that grows at its end. Immutable; one with another element shares those before.
 *
 * @param before empty for the first element
 */
record Chain<T>(Optional<Chain<T>> before, T last) {

  /** All of them, the first one first. */
  static <T> ImmutableList<T> list(Optional<Chain<T>> chain) {
    List<T> elements = new ArrayList<>();
    for (Optional<Chain<T>> at = chain; at.isPresent(); at = at.get().before()) {
      elements.add(at.get().last());
    }
    return ImmutableList.copyOf(elements).reverse();
  }

  /** With more at its end. */
  static <T> Optional<Chain<T>> with(Optional<Chain<T>> chain, List<T> more) {
    Optional<Chain<T>> longer = chain;
    for (T element : more) {
      longer = Optional.of(new Chain<>(longer, element));
    }
    return longer;
  }
}
