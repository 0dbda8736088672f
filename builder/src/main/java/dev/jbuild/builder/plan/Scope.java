package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The variables at one point of a stage.
 *
 * @param environment what words are expanded with and commands see: ENV and ARG, of the same name
 *     the later
 * @param arguments what ARG declared so far, with its value there; empty where it has none.
 *     Commands have these in their history line
 */
record Scope(ImmutableMap<String, String> environment, ImmutableMap<String, String> arguments) {

  static Scope of(Map<String, String> environment) {
    return new Scope(ImmutableMap.copyOf(environment), ImmutableMap.of());
  }

  Scope withVariable(String name, String value) {
    return new Scope(with(environment, name, value), arguments);
  }

  Scope withVariables(Map<String, String> variables) {
    Map<String, String> next = new LinkedHashMap<>(environment);
    next.putAll(variables);
    return new Scope(ImmutableMap.copyOf(next), arguments);
  }

  /** Declares an argument; without a value it hides no variable. */
  Scope withArgument(String name, String value) {
    return new Scope(environment, with(arguments, name, value));
  }

  private static ImmutableMap<String, String> with(
      ImmutableMap<String, String> map, String name, String value) {
    Map<String, String> next = new LinkedHashMap<>(map);
    next.put(name, value);
    return ImmutableMap.copyOf(next);
  }
}
