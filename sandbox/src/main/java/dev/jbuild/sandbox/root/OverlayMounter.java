package dev.jbuild.sandbox.root;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Puts an overlay in its place. */
@FunctionalInterface
interface OverlayMounter {

  /**
   * The directories of an overlay.
   *
   * @param lowers highest first, each once
   */
  record Directories(List<Path> lowers, Path upper, Path work, Path merged) {}

  /** Mounts it. Gives the process that serves it, if it is not the kernel that does. */
  Optional<Process> mount(Directories directories) throws IOException;
}
