package dev.jbuild.registry;

import java.net.URI;

/** What a registry makes of a chunk. */
sealed interface ChunkOutcome {

  /**
   * It was taken.
   *
   * @param place where the upload goes on
   * @param offset how much the registry has
   */
  record Reached(URI place, long offset) implements ChunkOutcome {}

  /** It does not follow on what the registry has. */
  record OutOfPlace() implements ChunkOutcome {}

  /** The registry does not know the upload. */
  record Gone() implements ChunkOutcome {}

  /** It was too large. */
  record TooLarge(RegistryException refusal) implements ChunkOutcome {}

  /** The registry takes no chunks. */
  record NotSupported() implements ChunkOutcome {}
}
