package dev.jbuild.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A build context made by a test. */
record Context(Path directory) {

  static Context in(Jbuild jbuild, String name) throws IOException {
    Path directory = Files.createDirectories(jbuild.work().resolve(name));
    return new Context(directory);
  }

  Context file(String name, String content) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    return this;
  }

  Context dockerfile(String... lines) throws IOException {
    return file("Dockerfile", String.join("\n", lines) + "\n");
  }

  String path() {
    return directory.toString();
  }
}
