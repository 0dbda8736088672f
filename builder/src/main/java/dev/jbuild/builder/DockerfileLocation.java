package dev.jbuild.builder;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;

/** Where the Dockerfile of a build is. */
public sealed interface DockerfileLocation {

  /** {@code Dockerfile}, else {@code dockerfile}, in the context. */
  record Standard() implements DockerfileLocation {}

  /**
   * A file: of this machine where the context is a directory of this machine or the path is
   * absolute, else of the context.
   */
  record Named(Path path) implements DockerfileLocation {}

  /** What a stream holds. */
  record Input(InputStream stream) implements DockerfileLocation {}

  /** What a web server has. */
  record Web(URI uri) implements DockerfileLocation {}
}
