package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jbuild.builder.graph.BuildGraph;
import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.word.WordExpander;
import java.util.Map;

/** Plans a build: which steps, on what, in which order, and what the image's config will be. */
public final class Planner {
  private final Dockerfile file;
  private final PlanRequest request;
  private final Problems problems;
  private final WordExpander expander;

  private Planner(Dockerfile file, PlanRequest request) {
    this.file = file;
    this.request = request;
    this.problems = new Problems(file.source());
    this.expander = new WordExpander(file.escape());
  }

  /**
   * Plans the stages that the request's target needs, and no others. Pure: the same arguments, the
   * same answer.
   *
   * @param found the images that earlier answers asked for; empty at first
   * @return the graph, or the images that must be found first
   * @throws InvalidDockerfileException with all that is wrong, in the order of the file
   */
  public static Plan plan(Dockerfile file, PlanRequest request, Map<BaseKey, ResolvedBase> found)
      throws InvalidDockerfileException {
    return plan(file, request, Extent.NEEDED, found);
  }

  /** Plans all stages, or those that the target needs, as {@link #plan} does. */
  public static Plan plan(
      Dockerfile file, PlanRequest request, Extent extent, Map<BaseKey, ResolvedBase> found)
      throws InvalidDockerfileException {
    return new Planner(file, request).plan(extent, found);
  }

  private Plan plan(Extent extent, Map<BaseKey, ResolvedBase> found)
      throws InvalidDockerfileException {
    requireEpoch();
    Scope globals = GlobalScope.of(file, request, expander, problems);
    StageTable table = new FromReader(file, globals, request, expander, problems).read();
    problems.throwIfAny();
    StageNode target = target(table);
    Reachability reachable = new Reachability(table, request.platform(), found, problems);
    if (extent == Extent.ALL && request.target().isEmpty()) {
      reachable.followAll();
    } else {
      reachable.follow(target);
    }
    problems.throwIfAny();
    addMalformed(reachable.stages());
    problems.throwIfAny();
    ImmutableSet<BaseRequest> missing = reachable.missing();
    if (!missing.isEmpty()) {
      return new Plan.NeedsBases(missing);
    }
    GraphPlanner planner = new GraphPlanner(request, globals, table, found, expander, problems);
    BuildGraph graph = planner.plan(reachable.stages(), target);
    problems.throwIfAny();
    UnconsumedArguments.warn(file, reachable.stages(), request, problems);
    IdleArguments.warn(file, request, problems);
    Frontend.warn(file, request, problems);
    HostNameRule.check(file, request, problems);
    problems.throwIfAny();
    UnusedContexts.warn(file, reachable.stages(), request, globals, expander, problems);
    Outline outline = outline(planner, reachable.stages(), globals, target);
    return new Plan.Ready(graph, planner.linted(), outline, problems.warnings());
  }

  private void addMalformed(Iterable<ReachedStage> stages) {
    for (ReachedStage stage : stages) {
      stage.node().malformed().forEach(problems::add);
    }
  }

  /** Whoever builds has found the time that it means; others must know that it means one. */
  private void requireEpoch() throws InvalidDockerfileException {
    SourceDateEpoch.of(file, request);
  }

  private Outline outline(
      GraphPlanner planned, ImmutableList<ReachedStage> stages, Scope globals, StageNode target) {
    OutlineReader reader = new OutlineReader(file, request, globals, expander);
    for (ReachedStage stage : stages.reverse()) {
      reader.add(stage, planned.planned(stage.node().index()));
    }
    return reader.outline(target);
  }

  private StageNode target(StageTable table) throws InvalidDockerfileException {
    try {
      return table.target(request.target());
    } catch (Refusal e) {
      problems.add(e.diagnostic());
      throw problems.exception();
    }
  }
}
