package dev.jbuild.builder.solve;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.graph.Operation;
import dev.jbuild.builder.graph.VertexId;
import dev.jbuild.builder.solve.LayerMaker.Made;
import dev.jbuild.builder.step.Archives;
import dev.jbuild.builder.step.CopySource;
import dev.jbuild.builder.step.CopyStep;
import dev.jbuild.builder.step.ImageUsers;
import dev.jbuild.builder.step.LayerPlan;
import dev.jbuild.builder.step.MakeDirectoryStep;
import dev.jbuild.cache.Cache;
import dev.jbuild.cache.LayerInfo;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.image.SourcedLayer;
import dev.jbuild.oci.tree.FileTree;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Does one step: looks up its key, and makes its layer if that is not known. */
final class StepSolver {
  private final Cache cache;
  private final Workshop.Contexts contexts;
  private final BuildOptions options;
  private final Roots roots;
  private final StepKeys keys;
  private final LayerMaker layers;
  private final RunSolver runs;
  private final RemoteFiles remote;
  private final GitSources git;

  StepSolver(Workshop workshop, BuildOptions options) {
    this.cache = workshop.cache();
    this.contexts = workshop.contexts();
    this.options = options;
    this.roots = new Roots(cache.layers());
    this.keys = new StepKeys(options);
    this.layers = new LayerMaker(cache, options, keys);
    this.runs = new RunSolver(workshop, options, layers);
    this.remote = new RemoteFiles(workshop.web(), workshop.sources());
    this.git = new GitSources(cache, workshop.git(), workshop.sources(), workshop.grants());
  }

  Made copy(Operation.Copy copy, Map<VertexId, Snapshot> inputs, VertexEvents tells)
      throws IOException, BuildFailedException, InterruptedException {
    Snapshot parent = parent(copy.parent(), inputs);
    ImmutableList<FoundSource> sources =
        CopySources.find(copy, inputs, roots, options.times(), contexts, remote, git);
    ImmutableList.Builder<Digest> digests = ImmutableList.builder();
    for (FoundSource source : sources) {
      digests.add(source.digest());
    }
    Digest key = keys.copy(copy, parent, digests.build());
    return layers.once(key, tells, () -> copy(copy, parent, sources, tells));
  }

  private Made copy(
      Operation.Copy copy, Snapshot parent, ImmutableList<FoundSource> sources, VertexEvents tells)
      throws IOException, BuildFailedException, InterruptedException {
    ImmutableList.Builder<CopySource> files = ImmutableList.builder();
    for (FoundSource source : sources) {
      files.add(source.files());
    }
    try (Archives archives = new Archives(cache::temporaryFile)) {
      LayerPlan plan =
          CopyStep.plan(
              copy,
              copy.link() ? FileTree.empty() : roots.tree(parent),
              files.build(),
              archives,
              users(copy.parent(), parent, tells),
              options.times(),
              tells::warn);
      return layers.planned(plan, tells);
    }
  }

  Made makeDirectory(
      Operation.MakeDirectory operation, Map<VertexId, Snapshot> inputs, VertexEvents tells)
      throws IOException, BuildFailedException, InterruptedException {
    Snapshot parent = parent(operation.parent(), inputs);
    return layers.once(
        keys.makeDirectory(operation, parent),
        tells,
        () ->
            layers.planned(
                MakeDirectoryStep.plan(
                    operation,
                    roots.tree(parent),
                    users(operation.parent(), parent, tells),
                    options.times()),
                tells));
  }

  Made run(Operation.Run run, Map<VertexId, Snapshot> inputs, VertexEvents events)
      throws IOException, BuildFailedException, InterruptedException {
    Snapshot parent = parent(run.parent(), inputs);
    StepMounts mounts =
        new StepMounts(run.mounts(), inputs, roots, contexts, copy -> copied(copy, events));
    Digest key = keys.run(run, parent, mounts.quickDigests());
    return layers.once(key, events, () -> run(run, parent, mounts, events));
  }

  /** Stages that a mount shows may have changed where nobody looks. */
  private Made run(Operation.Run run, Snapshot parent, StepMounts mounts, VertexEvents events)
      throws IOException, BuildFailedException, InterruptedException {
    if (!mounts.showRoots()) {
      return runs.run(run, parent, mounts, events);
    }
    Digest key = keys.run(run, parent, mounts.contentDigests());
    return layers.once(key, events, () -> runs.run(run, parent, mounts, events));
  }

  /** The root that a COPY from the context alone makes. */
  private Snapshot copied(Operation.Copy copy, VertexEvents events)
      throws IOException, BuildFailedException, InterruptedException {
    LayerInfo layer = copy(copy, Map.of(), events).layer();
    return Snapshot.empty().with(new SourcedLayer(layer.blob(), layer.diffId(), cache.blobs()));
  }

  /** The root that the step works on. */
  static Snapshot parent(Optional<VertexId> parent, Map<VertexId, Snapshot> inputs) {
    return parent.map(id -> inputs.getOrDefault(id, Snapshot.empty())).orElseGet(Snapshot::empty);
  }

  private ImageUsers users(Optional<VertexId> vertex, Snapshot parent, VertexEvents tells) {
    return new ImageUsers(vertex.map(_ -> () -> roots.files(parent)), tells::warn);
  }
}
