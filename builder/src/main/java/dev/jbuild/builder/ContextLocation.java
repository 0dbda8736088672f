package dev.jbuild.builder;

import dev.jbuild.oci.ImageReference;
import java.io.InputStream;
import java.nio.file.Path;

/** Where a context is that has a name; see {@link Files} for those that a build can be made of. */
public sealed interface ContextLocation {

  /** Where files are that COPY and ADD may read. */
  sealed interface Files extends ContextLocation {}

  /** A directory of this machine. */
  record Directory(Path path) implements Files {}

  /** A stream with an archive, or with nothing but a Dockerfile; read once, to its end. */
  record Input(InputStream stream) implements Files {}

  /** An image, in the local store or in a registry. */
  record Image(ImageReference reference) implements ContextLocation {}

  /** Nothing: as {@code FROM scratch}. */
  record Scratch() implements ContextLocation {}
}
