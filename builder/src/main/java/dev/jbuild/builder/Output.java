package dev.jbuild.builder;

import java.nio.file.Path;

/** Where a finished image goes. */
public sealed interface Output {

  /** The local image store, under the build's tags if there are any. */
  record LocalStore() implements Output {}

  /** The registries that the build's tags name. */
  record Registry() implements Output {}

  /** An OCI layout in one tar file; {@code -} is standard output. */
  record OciArchive(Path file) implements Output {}

  /** What {@code docker load} reads. */
  record DockerArchive(Path file) implements Output {}

  /** The root file system as one tar file. */
  record RootTar(Path file) implements Output {}

  /** The root file system as a directory on this machine, owned by the caller. */
  record Directory(Path directory) implements Output {}
}
