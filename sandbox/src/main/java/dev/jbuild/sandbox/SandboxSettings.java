package dev.jbuild.sandbox;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How commands are run.
 *
 * @param temporary directory (made if missing) for what a run writes until it is a layer; best on
 *     the file system of the unpacked layers. What processes that died left there is removed
 * @param root how roots are made, or nothing at all; the best way there is where empty
 * @param layers how they become directories, or nothing at all; the best way there is where empty
 */
public record SandboxSettings(
    WorkerJvm jvm,
    RuntimeChoice runtime,
    UserIds ids,
    Path temporary,
    Optional<RootKind> root,
    Optional<LayerKind> layers) {

  /** This process's JVM and class path, the best runtime there is. */
  public static SandboxSettings of(Path temporary) {
    return new SandboxSettings(
        WorkerJvm.current(),
        RuntimeChoice.AUTO,
        UserIds.ALL,
        temporary,
        Optional.empty(),
        Optional.empty());
  }

  public SandboxSettings withRuntime(RuntimeChoice next) {
    return new SandboxSettings(jvm, next, ids, temporary, root, layers);
  }

  public SandboxSettings with(Isolation isolation) {
    return withRuntime(isolation.runtime()).withIds(isolation.ids());
  }

  public SandboxSettings withIds(UserIds next) {
    return new SandboxSettings(jvm, runtime, next, temporary, root, layers);
  }

  /** Roots are made in this way, also where a better one is there. */
  public SandboxSettings withRoot(RootKind next) {
    return new SandboxSettings(jvm, runtime, ids, temporary, Optional.of(next), layers);
  }

  /** Layers become directories in this way. */
  public SandboxSettings withLayers(LayerKind next) {
    return new SandboxSettings(jvm, runtime, ids, temporary, root, Optional.of(next));
  }

  SandboxSettings withJvm(WorkerJvm next) {
    return new SandboxSettings(next, runtime, ids, temporary, root, layers);
  }
}
