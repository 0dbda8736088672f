package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.graph.HistoryStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lines of history. Immutable; one with another line shares those before.
 *
 * @param before empty for the first line
 */
record HistoryLines(Optional<HistoryLines> before, HistoryStep last) {

  /** All of them, the first line first. */
  static ImmutableList<HistoryStep> list(Optional<HistoryLines> lines) {
    List<HistoryStep> steps = new ArrayList<>();
    for (Optional<HistoryLines> line = lines; line.isPresent(); line = line.get().before()) {
      steps.add(line.get().last());
    }
    return ImmutableList.copyOf(steps).reverse();
  }
}
