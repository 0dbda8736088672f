package dev.jbuild.builder.plan;

import dev.jbuild.builder.graph.HistoryStep;
import dev.jbuild.builder.graph.VertexId;
import dev.jbuild.oci.ContainerConfig;
import dev.jbuild.oci.ImageConfig;
import java.util.Optional;

/**
 * A stage after some of its steps.
 *
 * @param image without what the steps changed in its container's config
 * @param container how a container of it starts, after those steps; but for the settings
 * @param settings what was said that {@code container} does not have yet
 * @param root whose file system it has; empty for an empty one
 * @param history what was done since the base image; empty for nothing
 * @param shown how many steps of the stage the progress view has
 * @param commandSet whether CMD stood in this stage itself
 * @param workdirSet whether WORKDIR stood in this stage or in one that it is built on
 */
record StageState(
    ImageConfig image,
    ContainerConfig container,
    Settings settings,
    Scope scope,
    Optional<VertexId> root,
    Optional<Chain<HistoryStep>> history,
    int shown,
    boolean commandSet,
    boolean workdirSet) {

  String workingDirectory() {
    return ContainerPath.resolve("/", container.workingDir());
  }

  StageState withImage(ImageConfig next) {
    return new StageState(
        next, container, settings, scope, root, history, shown, commandSet, workdirSet);
  }

  StageState withContainer(ContainerConfig next) {
    return new StageState(
        image, next, settings, scope, root, history, shown, commandSet, workdirSet);
  }

  StageState withScope(Scope next) {
    return new StageState(
        image, container, settings, next, root, history, shown, commandSet, workdirSet);
  }

  StageState withSettings(Settings next) {
    return new StageState(
        image, container, next, scope, root, history, shown, commandSet, workdirSet);
  }

  StageState withCommandSet() {
    return new StageState(
        image, container, settings, scope, root, history, shown, true, workdirSet);
  }

  StageState withWorkdirSet() {
    return new StageState(
        image, container, settings, scope, root, history, shown, commandSet, true);
  }

  /** After the last step: with all settings in the container's config. */
  StageState settled() {
    return withContainer(settings.in(container)).withSettings(Settings.NONE);
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
    Optional<Chain<HistoryStep>> next = Optional.of(new Chain<>(history, step));
    return new StageState(
        image, container, settings, scope, nextRoot, next, nextShown, commandSet, workdirSet);
  }
}
