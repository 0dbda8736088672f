package dev.jbuild.sandbox.worker;

import dev.jbuild.sandbox.linux.TreeDeletion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Everything that belongs to one run; gone when it is closed. */
record RunDirectory(Path path) implements AutoCloseable {

  static RunDirectory create(Path parent, long id) throws IOException {
    return new RunDirectory(Files.createDirectory(parent.resolve("run-" + id)));
  }

  @Override
  public void close() throws IOException {
    TreeDeletion.delete(path);
  }
}
