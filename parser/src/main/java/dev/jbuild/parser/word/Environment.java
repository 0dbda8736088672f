package dev.jbuild.parser.word;

import java.util.Map;
import java.util.Optional;

/** The variables that a word sees. */
@FunctionalInterface
public interface Environment {

  /** The value, or empty where the variable is not set. A variable may be set to "". */
  Optional<String> get(String name);

  static Environment of(Map<String, String> variables) {
    return name -> Optional.ofNullable(variables.get(name));
  }
}
