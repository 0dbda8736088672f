package dev.jbuild.builder.plan;

import dev.jbuild.oci.ImageReference;

/** What a name of {@code --build-context} stands for. */
public sealed interface NamedContext {

  /** Files, such as those of a directory. */
  record Files() implements NamedContext {}

  /** An image, which is found like one that the Dockerfile names. */
  record Image(ImageReference reference) implements NamedContext {}

  /** Nothing at all. */
  record Scratch() implements NamedContext {}
}
