package dev.jbuild.builder.solve;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.graph.BuildGraph;
import dev.jbuild.builder.graph.Vertex;
import dev.jbuild.builder.graph.VertexId;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs the vertices of a graph, each when its inputs are done; the first failure ends the rest. */
final class ParallelSolve {
  private final Step step;
  private final Map<VertexId, Future<Snapshot>> results = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  ParallelSolve(Step step) {
    this.step = step;
  }

  /** Does one vertex whose inputs are done. */
  @FunctionalInterface
  interface Step {
    Snapshot solve(Vertex vertex, Map<VertexId, Snapshot> inputs)
        throws IOException, BuildFailedException, InterruptedException;
  }

  /** Runs all of them. An interrupt of the calling thread ends them. */
  ImmutableMap<VertexId, Snapshot> run(BuildGraph graph)
      throws IOException, BuildFailedException, InterruptedException {
    try (ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory())) {
      try {
        for (Vertex vertex : graph.vertices()) {
          results.put(vertex.id(), threads.submit(() -> solve(vertex, threads)));
        }
        return collect(graph);
      } catch (ExecutionException e) {
        throw firstFailure(e);
      } catch (RejectedExecutionException e) { // One failed before the last was submitted.
        throw firstFailure(new ExecutionException(e));
      } finally {
        threads.shutdownNow();
      }
    }
  }

  private Snapshot solve(Vertex vertex, ExecutorService threads) throws Exception {
    Map<VertexId, Snapshot> inputs = new LinkedHashMap<>();
    try {
      for (VertexId input : vertex.inputs()) {
        inputs.put(input, result(input));
      }
    } catch (ExecutionException e) {
      CancellationException cancelled = new CancellationException("an input failed");
      cancelled.initCause(e);
      throw cancelled;
    }
    try {
      return step.solve(vertex, inputs);
    } catch (IOException | BuildFailedException | InterruptedException | RuntimeException e) {
      if (failure.compareAndSet(null, e)) {
        threads.shutdownNow();
      }
      throw e;
    }
  }

  private ImmutableMap<VertexId, Snapshot> collect(BuildGraph graph)
      throws ExecutionException, InterruptedException {
    ImmutableMap.Builder<VertexId, Snapshot> all = ImmutableMap.builder();
    for (Vertex vertex : graph.vertices()) {
      all.put(vertex.id(), result(vertex.id()));
    }
    return all.buildOrThrow();
  }

  private Snapshot result(VertexId id) throws ExecutionException, InterruptedException {
    Future<Snapshot> result = results.get(id);
    if (result == null) {
      throw new IllegalStateException("vertex " + id.index() + " stands before its input");
    }
    return result.get();
  }

  private IOException firstFailure(ExecutionException last)
      throws BuildFailedException, InterruptedException {
    Throwable first = failure.get() == null ? last.getCause() : failure.get();
    return switch (first) {
      case IOException e -> e;
      case BuildFailedException e -> throw e;
      case InterruptedException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case null, default -> throw new IllegalStateException(last);
    };
  }
}
