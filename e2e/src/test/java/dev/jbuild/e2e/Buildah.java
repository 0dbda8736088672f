package dev.jbuild.e2e;

import dev.jbuild.testkit.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** buildah with a storage of its own below a directory; runs as root. */
record Buildah(Path directory) {

  /** Runs a command of buildah's; gives the last line that it printed. */
  String run(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "buildah",
                "--storage-driver=vfs",
                "--root=" + directory.resolve("root"),
                "--runroot=" + directory.resolve("runroot")));
    command.addAll(List.of(arguments));
    List<String> lines = Program.run(command.toArray(new String[0])).lines().toList();
    return lines.isEmpty() ? "" : lines.getLast();
  }

  /** Pulls an image and runs a command in it; gives the last line that it printed. */
  String runIn(String image, String... command) throws IOException {
    run("pull", "--quiet", "--tls-verify=false", image);
    String container = run("from", "--pull-never", image);
    List<String> arguments = new ArrayList<>(List.of("run", "--isolation=chroot", container, "--"));
    arguments.addAll(List.of(command));
    return run(arguments.toArray(new String[0]));
  }
}
