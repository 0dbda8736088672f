package dev.jbuild.builder.plan;

import dev.jbuild.oci.ImageReference;

/** Where FROM and {@code COPY --from} take files from. */
sealed interface Origin {

  /** Nothing at all. */
  record Scratch() implements Origin {}

  /** Another stage of the file, by its index. */
  record OtherStage(int index) implements Origin {}

  /** The files of a context that has a name. */
  record Files(String context) implements Origin {}

  record Image(ImageReference reference) implements Origin {}
}
