package dev.jbuild.builder;

import dev.jbuild.builder.git.GitReference;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageReference;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where a context is that has a name; see {@link Files} for those that a build can be made of. */
public sealed interface ContextLocation {

  /** Where files are that COPY and ADD may read. */
  sealed interface Files extends ContextLocation {}

  /** A directory of this machine. */
  record Directory(Path path) implements Files {}

  /** A stream with an archive, or with nothing but a Dockerfile; read once, to its end. */
  record Input(InputStream stream) implements Files {}

  /** What a web server has: an archive, or nothing but a Dockerfile. */
  record Web(URI uri) implements Files {}

  /** Files of a git repository. */
  record Git(GitReference reference) implements Files {}

  /** An image, in the local store or in a registry. */
  record Image(ImageReference reference) implements ContextLocation {}

  /**
   * An image in an OCI layout.
   *
   * @param tag its name in the layout; empty for {@code latest}, or for the only image there is
   * @param digest its digest, which needs no name
   */
  record Layout(Path directory, Optional<String> tag, Optional<Digest> digest)
      implements ContextLocation {}

  /** Nothing: as {@code FROM scratch}. */
  record Scratch() implements ContextLocation {}
}
