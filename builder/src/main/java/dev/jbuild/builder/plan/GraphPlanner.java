package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.graph.BuildGraph;
import dev.jbuild.builder.graph.Operation;
import dev.jbuild.builder.graph.Operation.CopyInput;
import dev.jbuild.builder.graph.VertexId;
import dev.jbuild.oci.ContainerConfig;
import dev.jbuild.oci.ImageConfig;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Platform;
import dev.jbuild.parser.ast.Word;
import dev.jbuild.parser.lint.LintedStage;
import dev.jbuild.parser.source.Span;
import dev.jbuild.parser.word.WordExpander;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Turns stages whose images are known into a graph. */
final class GraphPlanner {
  private final PlanRequest request;
  private final Scope globals;
  private final StageTable table;
  private final Map<BaseKey, ResolvedBase> found;
  private final WordExpander expander;
  private final Problems problems;
  private final ImmutableList.Builder<LintedStage> linted = ImmutableList.builder();
  private final VertexList vertices = new VertexList();
  private final Map<Integer, StageState> done = new HashMap<>();

  GraphPlanner(
      PlanRequest request,
      Scope globals,
      StageTable table,
      Map<BaseKey, ResolvedBase> found,
      WordExpander expander,
      Problems problems) {
    this.request = request;
    this.globals = globals;
    this.table = table;
    this.found = found;
    this.expander = expander;
    this.problems = problems;
  }

  /**
   * Plans the stages.
   *
   * @param stages in the order of the file, so that each stands after those it needs
   */
  BuildGraph plan(List<ReachedStage> stages, StageNode target) {
    for (ReachedStage stage : stages) {
      StageContext context = context(stage);
      StageState start = start(context);
      linted.add(stage.linted(start.container().shell().isPresent()));
      done.put(stage.node().index(), StagePlanner.plan(start, stage, context));
    }
    StageState result = planned(target.index());
    return new BuildGraph(
        vertices.all(), result.root(), config(result), Chain.list(result.history()));
  }

  /** The stages that were planned, as they are carried out. */
  ImmutableList<LintedStage> linted() {
    return linted.build();
  }

  private StageContext context(ReachedStage stage) {
    StageNode node = stage.node();
    return new StageContext(
        request,
        globals,
        node,
        stage.total(),
        expander,
        problems,
        vertices,
        (from, step) -> copyOrigin(from, step, node));
  }

  private StageState start(StageContext context) {
    StageNode node = context.node();
    return switch (node.base()) {
      case Origin.Scratch _ -> StageStart.scratch(node.platform());
      case Origin.OtherStage other -> StageStart.stage(planned(other.index()));
      case Origin.Files files -> {
        String name = context.prefix(1) + "FROM " + files.context();
        VertexId vertex = vertices.addRoot(whole(files), name, span(node));
        yield StageStart.files(node.platform(), vertex, "FROM " + files.context());
      }
      case Origin.Image image -> {
        Span span = node.stage().from().span();
        VertexId vertex = image(image.reference(), node.platform(), context.prefix(1), span);
        ImageConfig config = base(image.reference(), node.platform()).config();
        ValueRules.basePlatform(image.reference(), node, config.platform(), problems);
        yield StageStart.image(config, vertex);
      }
    };
  }

  /** All files of a context, copied into an empty root. */
  private static Operation whole(Origin.Files files) {
    return new Operation.Copy(
        Optional.empty(),
        ImmutableList.of(new CopyInput.FromNamedContext(files.context(), ".")),
        "/",
        Optional.empty(),
        Optional.empty(),
        ImmutableList.of(),
        false,
        false,
        false);
  }

  private static Optional<Span> span(StageNode node) {
    return Optional.of(node.stage().from().span());
  }

  private CopyOrigin copyOrigin(Word from, Step step, StageNode node) throws Refusal {
    Span span = step.place(from.span());
    return switch (table.copyOrigin(from, span, node)) {
      case Origin.Scratch _ -> CopyOrigin.vertex(nothing(span));
      case Origin.OtherStage other ->
          CopyOrigin.vertex(planned(other.index()).root().orElseGet(() -> nothing(span)));
      case Origin.Files files -> CopyOrigin.context(files.context());
      case Origin.Image image ->
          CopyOrigin.vertex(image(image.reference(), request.platform(), "", span));
    };
  }

  /** An empty root as a vertex. */
  private VertexId nothing(Span span) {
    return vertices.add(
        new Operation.MakeDirectory(Optional.empty(), "/", ""), "FROM scratch", Optional.of(span));
  }

  private VertexId image(ImageReference reference, Platform platform, String prefix, Span span) {
    ResolvedBase base = base(reference, platform);
    Operation.BaseImage image = new Operation.BaseImage(reference, platform, base.manifest());
    String shown = reference.digest().isPresent() ? "" : "@" + base.manifest();
    return vertices.addRoot(image, prefix + "FROM " + reference + shown, Optional.of(span));
  }

  private ResolvedBase base(ImageReference reference, Platform platform) {
    return Objects.requireNonNull(found.get(new BaseKey(reference, platform)));
  }

  /** The stage after its last step. */
  StageState planned(int index) {
    return Objects.requireNonNull(done.get(index));
  }

  private ImageConfig config(StageState result) {
    ContainerConfig container = result.container();
    if (!request.labels().isEmpty()) {
      container = container.withLabels(request.labels());
    }
    ImageConfig image = result.image().withContainer(container);
    return isForAnotherPlatform(image.platform()) ? image.withPlatform(request.platform()) : image;
  }

  /** Whether, in a build for another platform, the base's config does not say so yet. */
  private boolean isForAnotherPlatform(Platform base) {
    Platform wanted = request.platform();
    boolean isSameMachine =
        wanted.os().equals(base.os()) && wanted.architecture().equals(base.architecture());
    return !wanted.equals(request.buildPlatform()) && (wanted.variant() != null || !isSameMachine);
  }
}
