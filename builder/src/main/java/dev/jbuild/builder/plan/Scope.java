package dev.jbuild.builder.plan;

import dev.jbuild.builder.graph.Variables;
import java.util.Map;
import java.util.Optional;

/**
 * The variables at one point of a stage.
 *
 * @param environment what words are expanded with and commands see: ENV and ARG, of the same name
 *     the later
 * @param arguments what ARG declared so far, with the value that a variable of that name has by
 *     now; empty where it has none. Commands have these in their history line
 */
record Scope(Variables environment, Variables arguments) {

  static Scope of(Map<String, String> environment) {
    return new Scope(Variables.of(environment), Variables.none());
  }

  Scope withVariable(String name, String value) {
    return new Scope(
        environment.with(name, value),
        arguments.contains(name) ? arguments.with(name, value) : arguments);
  }

  Scope withVariables(Map<String, String> variables) {
    Scope next = this;
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      next = next.withVariable(variable.getKey(), variable.getValue());
    }
    return next;
  }

  /** Declares an argument; without a value it hides no variable. */
  Scope withArgument(String name, Optional<String> value) {
    String known = value.or(() -> environment.get(name)).orElse("");
    return new Scope(environment, arguments.with(name, known));
  }
}
