package dev.jbuild.registry;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a token is asked for (distribution's token scopes): actions by resource.
 *
 * @param actions by {@code repository:name}
 */
record Scopes(ImmutableSortedMap<String, ImmutableSortedSet<String>> actions) {
  static final Scopes NONE = new Scopes(ImmutableSortedMap.of());

  static Scopes pull(String repository) {
    return new Scopes(
        ImmutableSortedMap.of("repository:" + repository, ImmutableSortedSet.of("pull")));
  }

  static Scopes push(String repository) {
    return new Scopes(
        ImmutableSortedMap.of("repository:" + repository, ImmutableSortedSet.of("pull", "push")));
  }

  static Scopes delete(String repository) {
    return new Scopes(
        ImmutableSortedMap.of("repository:" + repository, ImmutableSortedSet.of("delete", "pull")));
  }

  /** Reads a challenge's {@code scope}: {@code type:name:actions}, separated by spaces. */
  static Scopes parse(String text) {
    Scopes all = NONE;
    for (String scope : Splitter.on(' ').omitEmptyStrings().split(text)) {
      int colon = scope.lastIndexOf(':');
      if (colon > scope.indexOf(':')) {
        Iterable<String> names = Splitter.on(',').split(scope.substring(colon + 1));
        all =
            all.and(
                new Scopes(
                    ImmutableSortedMap.of(
                        scope.substring(0, colon), ImmutableSortedSet.copyOf(names))));
      }
    }
    return all;
  }

  Scopes and(Scopes other) {
    Map<String, ImmutableSortedSet<String>> all = new TreeMap<>(actions);
    other.actions.forEach((resource, added) -> all.merge(resource, added, Scopes::union));
    return new Scopes(ImmutableSortedMap.copyOf(all));
  }

  private static ImmutableSortedSet<String> union(
      ImmutableSortedSet<String> left, ImmutableSortedSet<String> right) {
    return ImmutableSortedSet.<String>naturalOrder().addAll(left).addAll(right).build();
  }

  /** One {@code type:name:actions} for each resource. */
  ImmutableList<String> toList() {
    return actions.entrySet().stream()
        .map(entry -> entry.getKey() + ":" + String.join(",", entry.getValue()))
        .collect(ImmutableList.toImmutableList());
  }
}
