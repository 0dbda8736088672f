package dev.jbuild.parser.lint;

import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.ast.Stage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Knows of each stage whether it, or a stage that it is built on, has something. */
final class StageChain {
  private final Set<Integer> having = new HashSet<>();
  private final Map<String, Integer> byName = new HashMap<>();

  /** Looks at the stages in their order. */
  StageChain(Dockerfile file, Predicate<Stage> has) {
    for (Stage stage : file.stages()) {
      if (inherits(stage) || has.test(stage)) {
        having.add(stage.index());
      }
      stage.name().ifPresent(name -> byName.put(name.toLowerCase(Locale.ROOT), stage.index()));
    }
  }

  /** Whether a stage that this one is built on has it. */
  boolean inherits(Stage stage) {
    Integer base = byName.get(stage.from().image().text().toLowerCase(Locale.ROOT));
    return base != null && base < stage.index() && having.contains(base);
  }
}
