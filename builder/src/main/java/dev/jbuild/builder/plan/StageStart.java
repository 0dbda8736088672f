package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jbuild.builder.graph.VertexId;
import dev.jbuild.oci.ContainerConfig;
import dev.jbuild.oci.ImageConfig;
import dev.jbuild.oci.Platform;
import java.util.Optional;

/** What a stage is before its first step. */
final class StageStart {
  private static final String DEFAULT_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private StageStart() {}

  static StageState scratch(Platform platform) {
    ImageConfig image = ImageConfig.scratch(platform);
    return start(image.withContainer(image.container().withWorkingDir("/")), Optional.empty(), 0);
  }

  static StageState image(ImageConfig config, VertexId vertex) {
    return start(config, Optional.of(vertex), 1);
  }

  /**
   * A root of files that are in no image yet.
   *
   * @param createdBy as the history has it
   */
  static StageState files(Platform platform, VertexId vertex, String createdBy) {
    return scratch(platform).recorded(createdBy, vertex);
  }

  private static StageState start(ImageConfig image, Optional<VertexId> root, int shown) {
    ContainerConfig container =
        withPath(image.container(), image.platform()).withOnBuild(ImmutableList.of());
    String directory = container.workingDir();
    if (!directory.isEmpty()) {
      container = container.withWorkingDir(ContainerPath.workdir("/", directory));
    }
    return new StageState(
        image,
        container,
        Settings.NONE,
        Scope.of(container.env()),
        root,
        Optional.empty(),
        shown,
        false,
        false);
  }

  private static ContainerConfig withPath(ContainerConfig container, Platform platform) {
    return container.env().containsKey("PATH") || platform.os().equals("windows")
        ? container
        : container.withEnv("PATH", DEFAULT_PATH);
  }

  /** A stage on another: its triggers were for this one, its arguments are inherited. */
  static StageState stage(StageState parent) {
    ContainerConfig container = parent.container().withOnBuild(ImmutableList.of());
    ImmutableMap<String, String> environment = container.env();
    return new StageState(
        parent.image(),
        container,
        Settings.NONE,
        parent.scope().withVariables(environment),
        parent.root(),
        parent.history(),
        0,
        false,
        parent.workdirSet());
  }
}
