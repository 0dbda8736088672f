package dev.jbuild.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The ids that an ordinary user may use in a user namespace besides its own. */
final class SubIdRanges {
  private static final List<Path> FILES = List.of(Path.of("/etc/subuid"), Path.of("/etc/subgid"));

  private SubIdRanges() {}

  /** Throws SandboxUnavailableException that says which line is missing where. */
  static void require(String user) throws IOException {
    String uid = Files.getAttribute(Path.of("/proc/self"), "unix:uid").toString();
    for (Path file : FILES) {
      if (!has(file, user) && !has(file, uid)) {
        throw new SandboxUnavailableException(
            "RUN needs sub-ids, and the user "
                + user
                + " has none in "
                + file
                + ": let root add them with `usermod --add-subuids 100000-165535 --add-subgids"
                + " 100000-165535 "
                + user
                + "`");
      }
    }
  }

  private static boolean has(Path file, String user) throws IOException {
    return Files.exists(file)
        && Files.readAllLines(file).stream().anyMatch(line -> line.startsWith(user + ":"));
  }
}
