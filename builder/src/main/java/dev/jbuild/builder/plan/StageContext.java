package dev.jbuild.builder.plan;

import dev.jbuild.builder.graph.Operation;
import dev.jbuild.builder.graph.VertexId;
import dev.jbuild.parser.ast.Word;
import dev.jbuild.parser.word.WordExpander;
import java.util.Locale;

/**
 * What the steps of one stage are planned with.
 *
 * @param globals the variables before the first FROM
 * @param total how many steps the progress view counts
 */
record StageContext(
    PlanRequest request,
    Scope globals,
    StageNode node,
    int total,
    WordExpander expander,
    Problems problems,
    VertexList vertices,
    CopyOrigins origins) {

  /** Finds what a {@code COPY --from} names, as what sources are taken from. */
  @FunctionalInterface
  interface CopyOrigins {
    CopyOrigin origin(Word from, Step step) throws Refusal;
  }

  Words words(StageState state, Step step) {
    return new Words(expander, step, state.scope(), problems);
  }

  /** Adds a step's vertex. */
  VertexId add(StageState state, Step step, Operation operation, String shown) {
    String trigger = step.isTrigger() ? "ONBUILD " : "";
    return vertices.add(operation, prefix(state.shown() + 1) + trigger + shown, step.ownSpan());
  }

  /** What the progress view puts before a step: {@code [build 2/5] }. */
  String prefix(int number) {
    int width = String.valueOf(total).length();
    String label = node.label().isEmpty() ? "" : node.label() + " ";
    return String.format(Locale.ROOT, "[%s%" + width + "d/%d] ", label, number, total);
  }
}
