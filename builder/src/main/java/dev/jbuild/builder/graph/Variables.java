package dev.jbuild.builder.graph;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.parser.word.Environment;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Names with values, in the order in which they came. Immutable, and cheap to make another from: a
 * Dockerfile may set thousands, one after the other.
 */
public final class Variables implements Environment {
  private static final Variables NONE = new Variables(null, 0);

  private final @Nullable VariableNode root;
  private final int size;

  private Variables(@Nullable VariableNode root, int size) {
    this.root = root;
    this.size = size;
  }

  /** Without any name. */
  public static Variables none() {
    return NONE;
  }

  /** The names of a map, in its order. */
  public static Variables of(Map<String, String> map) {
    return NONE.withAll(map);
  }

  /** Sets a name: in its place if it is there, else at the end. */
  public Variables with(String name, String value) {
    int more = contains(name) ? 0 : 1;
    return new Variables(VariableNode.put(root, name, value, size), size + more);
  }

  /** Sets all names of a map. */
  public Variables withAll(Map<String, String> map) {
    Variables next = this;
    for (Map.Entry<String, String> entry : map.entrySet()) {
      next = next.with(entry.getKey(), entry.getValue());
    }
    return next;
  }

  @Override
  public Optional<String> get(String name) {
    VariableNode node = root;
    while (node != null) {
      int compared = name.compareTo(node.name());
      if (compared == 0) {
        return Optional.of(node.value());
      }
      node = compared < 0 ? node.left() : node.right();
    }
    return Optional.empty();
  }

  /** Whether the name is set. */
  public boolean contains(String name) {
    return get(name).isPresent();
  }

  /** How many names are set. */
  public int size() {
    return size;
  }

  /** All of them, in order. */
  public ImmutableMap<String, String> map() {
    ImmutableMap.Builder<String, String> all = ImmutableMap.builderWithExpectedSize(size);
    forEach(all::put);
    return all.buildOrThrow();
  }

  /** Tells all of them, in order. */
  public void forEach(BiConsumer<String, String> action) {
    VariableNode[] ordered = new VariableNode[size];
    collect(root, ordered);
    for (VariableNode node : ordered) {
      action.accept(node.name(), node.value());
    }
  }

  private static void collect(@Nullable VariableNode node, VariableNode[] ordered) {
    if (node != null) {
      ordered[node.order()] = node;
      collect(node.left(), ordered);
      collect(node.right(), ordered);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Variables variables
        && variables.size == size
        && variables.map().equals(map());
  }

  @Override
  public int hashCode() {
    return map().hashCode();
  }

  @Override
  public String toString() {
    return map().toString();
  }
}
