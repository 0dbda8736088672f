package dev.jbuild.sandbox;

import java.nio.file.Path;

/**
 * How commands are run.
 *
 * @param temporary directory (made if missing) for what a run writes until it is a layer; best on
 *     the file system of the unpacked layers. What processes that died left there is removed
 */
public record SandboxSettings(WorkerJvm jvm, RuntimeChoice runtime, Path temporary) {

  /** This process's JVM and class path, the best runtime there is. */
  public static SandboxSettings of(Path temporary) {
    return new SandboxSettings(WorkerJvm.current(), RuntimeChoice.AUTO, temporary);
  }

  public SandboxSettings withRuntime(RuntimeChoice next) {
    return new SandboxSettings(jvm, next, temporary);
  }
}
