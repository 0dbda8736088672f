package dev.jbuild.cache;

import java.io.IOException;
import java.nio.file.Path;

/** Deletes directories that this process may not be able to delete. */
@FunctionalInterface
public interface TreeDeleter {
  /** Deletes the directory and all below; success means that it is not there. */
  void delete(Path directory) throws IOException;
}
