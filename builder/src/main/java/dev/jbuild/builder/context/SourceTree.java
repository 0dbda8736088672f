package dev.jbuild.builder.context;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.util.Optional;

/** Files that COPY and ADD may take. */
public interface SourceTree {

  /** The file with this name, no link followed: all parts but the last must be real directories. */
  Optional<SourceFile> get(String path) throws IOException;

  /** What is in a directory, sorted by name. */
  ImmutableList<SourceFile> children(String directory) throws IOException;

  /**
   * The path without symbolic links that this path leads to, whether it exists or not. A link that
   * leads out of the tree starts again at its root, as within chroot(2).
   *
   * @throws LinkException when links lead round in circles, or out of a build context and to
   *     nothing within it
   */
  String resolve(String path) throws IOException;

  /** Where its files are, as messages say it, such as {@code in the build context}. */
  String where();

  /** Whether an ignore file hides all that a source of COPY, a path or pattern, may name. */
  default boolean hidesSource(String source) {
    return false;
  }

  /** Whether something is there that an ignore file hides. */
  default boolean hides(String path) throws IOException {
    return false;
  }

  /**
   * Where a directory of this tree is on this machine; empty where there is no such directory, or
   * where it shows other files than the tree has and could not be told to hide them.
   *
   * @param directory without links in it
   */
  default Optional<OnDisk> onDisk(String directory) throws IOException {
    return Optional.empty();
  }
}
