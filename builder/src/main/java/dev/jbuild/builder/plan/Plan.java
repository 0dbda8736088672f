package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jbuild.builder.graph.BuildGraph;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.lint.LintedStage;

/** The planner's answer: a graph, or the images it must know of first. */
public sealed interface Plan {

  /** Find these and plan again with them and all found before. Never empty. */
  record NeedsBases(ImmutableSet<BaseRequest> missing) implements Plan {}

  /**
   * The plan is whole.
   *
   * @param stages the planned stages as they are carried out, for the rules that judge those
   * @param outline what the target takes from outside
   * @param warnings what the words of the Dockerfile showed, such as undefined variables; the
   *     parser's own are not repeated
   */
  record Ready(
      BuildGraph graph,
      ImmutableList<LintedStage> stages,
      Outline outline,
      ImmutableList<Diagnostic> warnings)
      implements Plan {}
}
