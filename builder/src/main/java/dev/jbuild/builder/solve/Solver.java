package dev.jbuild.builder.solve;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.jbuild.builder.event.BuildEvent;
import dev.jbuild.builder.event.EventSink;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.failure.Place;
import dev.jbuild.builder.graph.BuildGraph;
import dev.jbuild.builder.graph.Operation;
import dev.jbuild.builder.graph.Operation.BaseImage;
import dev.jbuild.builder.graph.Vertex;
import dev.jbuild.builder.graph.VertexId;
import dev.jbuild.builder.solve.LayerMaker.Made;
import dev.jbuild.builder.step.Fingerprint;
import dev.jbuild.cache.LayerInfo;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.image.Layer;
import dev.jbuild.oci.image.SourcedLayer;
import dev.jbuild.parser.source.SourceText;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Solves a graph: every vertex in a thread of its own, as soon as its inputs are there. */
public final class Solver {
  private final Workshop workshop;
  private final StepSolver steps;
  private final SourceText source;
  private final EventSink events;

  /**
   * Makes a solver for one build.
   *
   * @param source what the vertices' spans point into
   */
  public Solver(Workshop workshop, BuildOptions options, SourceText source, EventSink events) {
    this.workshop = workshop;
    this.steps = new StepSolver(workshop, options);
    this.source = source;
    this.events = events;
  }

  /**
   * Does all that the graph needs. The first failure ends all that is under way.
   *
   * @param made is told of each new layer of the image as soon as it is made
   * @return what each vertex gives
   */
  public ImmutableMap<VertexId, Snapshot> solve(BuildGraph graph, Consumer<Layer> made)
      throws IOException, BuildFailedException, InterruptedException {
    graph.vertices().forEach(vertex -> plan(graph, vertex));
    ImmutableSet<VertexId> inImage = graph.imageVertices();
    ImmutableSet<VertexId> neededByRuns = neededByRuns(graph);
    return new ParallelSolve(
            (vertex, inputs) -> {
              Snapshot result = solve(vertex, inputs, neededByRuns.contains(vertex.id()));
              if (inImage.contains(vertex.id()) && !(vertex.operation() instanceof BaseImage)) {
                made.accept(result.layers().getLast());
              }
              return result;
            })
        .run(graph);
  }

  /** RUNs, and what they wait for: where one of these is not cached, a command will likely run. */
  private static ImmutableSet<VertexId> neededByRuns(BuildGraph graph) {
    Set<VertexId> needed = new HashSet<>();
    for (Vertex vertex : graph.vertices().reverse()) {
      if (vertex.operation() instanceof Operation.Run || needed.contains(vertex.id())) {
        needed.add(vertex.id());
        needed.addAll(vertex.inputs());
      }
    }
    return ImmutableSet.copyOf(needed);
  }

  private void plan(BuildGraph graph, Vertex vertex) {
    events.emit(
        new BuildEvent.Planned(
            Instant.now(),
            digest(vertex),
            vertex.name(),
            vertex.inputs().stream()
                .distinct()
                .map(id -> digest(graph.vertex(id)))
                .collect(toImmutableList())));
  }

  private Snapshot solve(Vertex vertex, Map<VertexId, Snapshot> inputs, boolean neededByRuns)
      throws IOException, BuildFailedException, InterruptedException {
    Runnable missed = neededByRuns ? workshop.sandbox()::prepare : () -> {};
    Optional<Place> place = vertex.span().map(span -> new Place(source, span));
    VertexEvents tells = new VertexEvents(digest(vertex), events, place, missed);
    tells.started();
    try {
      Solved solved = solve(vertex.operation(), inputs, tells);
      tells.completed(solved.cached());
      return solved.snapshot();
    } catch (InterruptedException e) {
      tells.failed("cancelled");
      throw e;
    } catch (BuildFailedException e) {
      tells.failed(String.valueOf(e.getMessage()));
      throw place.isEmpty() ? e : e.at(place.get());
    } catch (IOException | RuntimeException e) {
      tells.failed(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private record Solved(Snapshot snapshot, boolean cached) {}

  private Solved solve(Operation operation, Map<VertexId, Snapshot> inputs, VertexEvents tells)
      throws IOException, BuildFailedException, InterruptedException {
    return switch (operation) {
      case Operation.BaseImage image -> new Solved(workshop.bases().snapshot(image), true);
      case Operation.Copy copy -> added(copy.parent(), inputs, steps.copy(copy, inputs, tells));
      case Operation.Run run -> added(run.parent(), inputs, steps.run(run, inputs, tells));
      case Operation.MakeDirectory directory ->
          added(directory.parent(), inputs, steps.makeDirectory(directory, inputs, tells));
    };
  }

  private Solved added(Optional<VertexId> parent, Map<VertexId, Snapshot> inputs, Made made) {
    Snapshot root = StepSolver.parent(parent, inputs).with(layer(made.layer()));
    return new Solved(root, made.cached());
  }

  private Layer layer(LayerInfo info) {
    return new SourcedLayer(info.blob(), info.diffId(), workshop.cache().blobs());
  }

  /** Names the vertex in events. */
  public static Digest digest(Vertex vertex) {
    return Fingerprint.of("vertex").add(vertex.id().index()).add(vertex.name()).digest();
  }
}
