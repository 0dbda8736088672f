package dev.jbuild.sandbox.unpack;

import dev.jbuild.sandbox.linux.TreeDeletion;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A file or directory that is made beside the place where it will be, so that it is there in full
 * or not at all. Closing deletes it, unless it has moved on.
 */
final class Aside implements AutoCloseable {
  private final Path target;
  private final Path path;

  private Aside(Path target, Path path) {
    this.target = target;
    this.path = path;
  }

  /** For what goes there; nothing is made yet. */
  static Aside of(Path target) {
    String random = Long.toHexString(ThreadLocalRandom.current().nextLong());
    return new Aside(target, target.resolveSibling(prefix(target) + random));
  }

  private static String prefix(Path target) {
    return "." + target.getFileName() + ".partial-";
  }

  /** Removes what processes that were killed left. Nobody else may be making it now. */
  static void removeLeftOf(Path target) throws IOException {
    try (DirectoryStream<Path> left =
        Files.newDirectoryStream(target.getParent(), prefix(target) + "*")) {
      for (Path path : left) {
        TreeDeletion.delete(path);
      }
    }
  }

  Path path() {
    return path;
  }

  /** Moves it to its place, also over what is there. */
  void commit() throws IOException {
    Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() throws IOException {
    TreeDeletion.delete(path);
  }
}
