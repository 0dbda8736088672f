package dev.jbuild.builder;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jbuild.builder.assemble.ImageAssembler;
import dev.jbuild.builder.base.BaseImages;
import dev.jbuild.builder.event.BuildEvent;
import dev.jbuild.builder.event.EventSink;
import dev.jbuild.builder.failure.BuildException;
import dev.jbuild.builder.git.GitRepositories;
import dev.jbuild.builder.graph.BuildGraph;
import dev.jbuild.builder.graph.Operation;
import dev.jbuild.builder.graph.VertexId;
import dev.jbuild.builder.output.BlobUploads;
import dev.jbuild.builder.output.EarlyPush;
import dev.jbuild.builder.plan.Extent;
import dev.jbuild.builder.plan.HostNameRule;
import dev.jbuild.builder.plan.Plan;
import dev.jbuild.builder.plan.PlanRequest;
import dev.jbuild.builder.plan.SourceDateEpoch;
import dev.jbuild.builder.policy.PolicedSources;
import dev.jbuild.builder.run.RunSettings;
import dev.jbuild.builder.secret.OpenGrants;
import dev.jbuild.builder.solve.BuildOptions;
import dev.jbuild.builder.solve.Snapshot;
import dev.jbuild.builder.solve.Solver;
import dev.jbuild.builder.solve.SourceTimes;
import dev.jbuild.builder.solve.Workshop;
import dev.jbuild.builder.web.WebFiles;
import dev.jbuild.cache.Cache;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.image.Image;
import dev.jbuild.parser.DockerfileParser;
import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.source.SourceText;
import dev.jbuild.parser.source.Span;
import dev.jbuild.registry.RegistryClient;
import dev.jbuild.sandbox.Sandbox;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** One build from its Dockerfile to its outputs. */
final class Build {
  private final BuildRequest request;
  private final Cache cache;
  private final RegistryClient registry;
  private final Sandbox sandbox;
  private final GitRepositories git;
  private final WebFiles web;
  private final EventSink events;
  private final BaseImages bases;
  private final Contexts contexts;
  private final PolicedSources sources;

  /**
   * Starts nothing yet.
   *
   * @param contexts those of the request
   */
  Build(
      BuildRequest request,
      Contexts contexts,
      Cache cache,
      RegistryClient registry,
      Sandbox sandbox,
      GitRepositories git,
      WebFiles web,
      EventSink events) {
    this.request = request;
    this.contexts = contexts;
    this.cache = cache;
    this.registry = registry;
    this.sandbox = sandbox;
    this.git = git;
    this.web = web;
    this.events = events;
    this.sources = new PolicedSources(request.policies());
    this.bases = new BaseImages(cache, registry, request.pull(), contexts.layouts(), sources);
  }

  BuildResult run()
      throws IOException, BuildException, InvalidDockerfileException, InterruptedException {
    Instant start = Instant.now();
    Dockerfile file = DockerfileParser.parse(contexts.dockerfile());
    PlanRequest asked = request.planned(contexts.named());
    Optional<SourceDateEpoch> epoch = SourceDateEpoch.of(file, asked);
    Optional<Instant> found =
        epoch.isPresent() ? epoch(epoch.get(), file.source()) : Optional.empty();
    PlanRequest planned = epoch.isPresent() ? withEpoch(asked, found) : asked;
    return run(
        file.source(), plan(file, planned), new BuildTimes(start, found, request.timestamp()));
  }

  private BuildResult run(SourceText source, BuildGraph graph, BuildTimes times)
      throws IOException, BuildException, InterruptedException {
    BuildOptions options =
        new BuildOptions(request.noCache(), request.compression(), times.steps(), runs());
    BlobUploads uploads = new BlobUploads(registry, cache.pushes());
    try (OpenGrants grants = new OpenGrants(request.grants());
        EarlyPush early = new EarlyPush(uploads, pushed())) {
      Workshop workshop = new Workshop(cache, sandbox, contexts, bases, git, web, sources, grants);
      Solver solver = new Solver(workshop, options, source, events);
      Image image = image(graph, solver, early, times);
      new Export(cache, registry, uploads, early, events)
          .write(image, request.outputs(), request.tags());
      return new BuildResult(
          image.manifest().descriptor(), image.manifest().config().digest(), request.tags());
    }
  }

  private RunSettings runs() {
    String hostname = request.buildArgs().getOrDefault(HostNameRule.ARGUMENT, "");
    return hostname.isEmpty() ? request.runs() : request.runs().withHostname(Optional.of(hostname));
  }

  private Image image(BuildGraph graph, Solver solver, EarlyPush early, BuildTimes times)
      throws IOException, BuildException, InterruptedException {
    try {
      ImmutableMap<VertexId, Snapshot> snapshots = solver.solve(graph, early::begin);
      return ImageAssembler.assemble(graph, snapshots, times.created(graph.config()));
    } finally {
      contexts.save();
    }
  }

  private Optional<Instant> epoch(SourceDateEpoch epoch, SourceText dockerfile)
      throws IOException, BuildException, InterruptedException {
    try (OpenGrants grants = new OpenGrants(request.grants())) {
      return new EpochFinder(contexts, new SourceTimes(cache, git, web, sources, grants))
          .find(epoch, dockerfile);
    }
  }

  /** The time itself is what commands get for it; nothing, where what it names has no time. */
  private static PlanRequest withEpoch(PlanRequest asked, Optional<Instant> time) {
    return asked.withBuildArgument(
        SourceDateEpoch.NAME, time.map(at -> String.valueOf(at.getEpochSecond())).orElse(""));
  }

  /** The names that the image is pushed to. */
  private ImmutableList<ImageReference> pushed() {
    boolean isPushed = request.outputs().stream().anyMatch(Output.Registry.class::isInstance);
    return isPushed ? request.tags() : ImmutableList.of();
  }

  private BuildGraph plan(Dockerfile file, PlanRequest planned)
      throws IOException, BuildException, InvalidDockerfileException {
    Findings findings = new Findings(file, planned);
    Plan.Ready plan = new Planning(planned, bases, events).plan(file, Extent.NEEDED);
    ImmutableList<Diagnostic> warnings = findings.of(plan, contexts.main());
    warnings.forEach(
        warning -> events.emit(new BuildEvent.Warning(Instant.now(), file.source(), warning)));
    findings.throwIfErrors(warnings);
    warnOfIsolation(file.source(), plan.graph());
    return plan.graph();
  }

  /** Once, at the first RUN. */
  private void warnOfIsolation(SourceText source, BuildGraph graph) {
    Optional<String> loss = request.runs().isolation().loss();
    Optional<Span> run =
        graph.vertices().stream()
            .filter(vertex -> vertex.operation() instanceof Operation.Run)
            .flatMap(vertex -> vertex.span().stream())
            .findFirst();
    if (loss.isPresent() && run.isPresent()) {
      Diagnostic warning = Diagnostic.warning(run.get(), loss.get());
      events.emit(new BuildEvent.Warning(Instant.now(), source, warning));
    }
  }
}
