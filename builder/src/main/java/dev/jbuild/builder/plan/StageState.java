package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.graph.HistoryStep;
import dev.jbuild.builder.graph.VertexId;
import dev.jbuild.oci.ContainerConfig;
import dev.jbuild.oci.ImageConfig;
import java.util.Optional;

/**
 * A stage after some of its steps.
 *
 * @param image without what the steps changed in its container's config
 * @param container how a container of it starts, after those steps
 * @param root whose file system it has; empty for an empty one
 * @param history what was done since the base image
 * @param shown how many steps of the stage the progress view has
 * @param commandSet whether CMD stood in this stage itself
 * @param workdirSet whether WORKDIR stood in this stage or in one that it is built on
 */
record StageState(
    ImageConfig image,
    ContainerConfig container,
    Scope scope,
    Optional<VertexId> root,
    ImmutableList<HistoryStep> history,
    int shown,
    boolean commandSet,
    boolean workdirSet) {

  String workingDirectory() {
    return ContainerPath.resolve("/", container.workingDir());
  }

  StageState withImage(ImageConfig next) {
    return new StageState(next, container, scope, root, history, shown, commandSet, workdirSet);
  }

  StageState withContainer(ContainerConfig next) {
    return new StageState(image, next, scope, root, history, shown, commandSet, workdirSet);
  }

  StageState withScope(Scope next) {
    return new StageState(image, container, next, root, history, shown, commandSet, workdirSet);
  }

  StageState withCommandSet() {
    return new StageState(image, container, scope, root, history, shown, true, workdirSet);
  }

  StageState withWorkdirSet() {
    return new StageState(image, container, scope, root, history, shown, commandSet, true);
  }

  /** After a step without a layer. */
  StageState recorded(String createdBy) {
    return withHistory(root, new HistoryStep(createdBy, Optional.empty()), shown);
  }

  /** After a step with a vertex. */
  StageState recorded(String createdBy, VertexId vertex) {
    return withHistory(
        Optional.of(vertex), new HistoryStep(createdBy, Optional.of(vertex)), shown + 1);
  }

  private StageState withHistory(Optional<VertexId> nextRoot, HistoryStep step, int nextShown) {
    ImmutableList<HistoryStep> next =
        ImmutableList.<HistoryStep>builder().addAll(history).add(step).build();
    return new StageState(
        image, container, scope, nextRoot, next, nextShown, commandSet, workdirSet);
  }
}
