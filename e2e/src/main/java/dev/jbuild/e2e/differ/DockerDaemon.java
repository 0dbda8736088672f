package dev.jbuild.e2e.differ;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jbuild.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** BuildKit behind {@code docker build}, on the daemon that DOCKER_HOST names. */
public final class DockerDaemon {
  /** It names a frontend on a registry; the daemon's own is meant. */
  private static final Pattern SYNTAX = Pattern.compile("(?im)^(#|//)\\s*syntax\\s*=.*\\R");

  private DockerDaemon() {}

  /** Whether one answers. */
  public static boolean answers() {
    try {
      Program.run("docker", "version");
      return true;
    } catch (IOException noDocker) {
      return false;
    }
  }

  /** Gives the daemon the base image, and a client to it. */
  public static DockerDaemon with(Path baseArchive) throws IOException {
    Program.run("docker", "load", "--input", baseArchive.toString());
    return new DockerDaemon();
  }

  /** Builds a folder into an archive beside it. */
  public BuildOutcome build(PreparedContext context) throws IOException {
    String name = "jbuild-differ:" + context.folder().name();
    BuildFolder folder = context.folder();
    Places places = context.places();
    List<String> command = new ArrayList<>(withInput(folder.input(places)));
    command.add("env");
    command.addAll(folder.environment(places));
    command.addAll(List.of("docker", "build", "--progress=plain", "--network=none"));
    command.addAll(List.of("--provenance=false", "-t", name));
    command.addAll(withoutSyntax(context));
    command.addAll(folder.arguments(places));
    command.add(folder.context(places));
    try {
      Program.run(command.toArray(new String[0]));
    } catch (IOException refused) {
      return new BuildOutcome.Refused(1, String.valueOf(refused.getMessage()));
    }
    Path archive = context.beside("docker.tar");
    Program.run("docker", "save", "--output", archive.toString(), name);
    Program.run("docker", "rmi", "--no-prune", name);
    return new BuildOutcome.Built(archive);
  }

  /** Gives the command that follows a file to read. */
  private static List<String> withInput(Optional<Path> file) {
    return file.isEmpty()
        ? List.of()
        : List.of("sh", "-c", "exec \"$@\" <\"$0\"", file.get().toString());
  }

  private static List<String> withoutSyntax(PreparedContext context) throws IOException {
    Path dockerfile = context.directory().resolve("Dockerfile");
    if (!Files.exists(dockerfile)) {
      return List.of();
    }
    String text = Files.readString(dockerfile, UTF_8);
    String plain = SYNTAX.matcher(text).replaceFirst("");
    if (plain.equals(text)) {
      return List.of();
    }
    Path other = context.beside("Dockerfile");
    Files.writeString(other, plain, UTF_8);
    return List.of("--file", other.toString());
  }
}
