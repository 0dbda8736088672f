package dev.jbuild.builder.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A {@code .git} that becomes part of an image: without secrets, and without what differs. */
final class GitDirectory {
  private GitDirectory() {}

  static void clean(Path workTree, GitReference reference) throws IOException {
    for (Path file : files(workTree.resolve(".git"))) {
      switch (file.getFileName().toString()) {
        case "FETCH_HEAD", "ORIG_HEAD" -> Files.delete(file);
        case "config" -> hidePassword(file, reference);
        default -> {}
      }
    }
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** A relative address of a submodule has become one with the password of the remote. */
  private static void hidePassword(Path config, GitReference reference) throws IOException {
    if (reference.remote().equals(reference.shownRemote())) {
      return;
    }
    String text = Files.readString(config, UTF_8);
    Files.writeString(
        config, text.replace(origin(reference.remote()), origin(reference.shownRemote())), UTF_8);
  }

  /** The address up to the host. */
  private static String origin(String remote) {
    return remote.substring(0, remote.indexOf('@') + 1);
  }
}
