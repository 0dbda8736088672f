package dev.jbuild.builder.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.oci.blob.DirectoryTree;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The program {@code ssh-agent} with some keys. It ends when its standard input does, so it
 * outlives neither this object nor this process.
 */
final class KeyAgent implements AutoCloseable {
  private static final String READY = "ready";

  /** Runs below the agent, with its variables. */
  private static final String SCRIPT =
      """
      trap '' INT
      ssh-add -q -- "$@" </dev/null && echo ready && cat >/dev/null
      kill "$SSH_AGENT_PID"
      """;

  private final Process process;
  private final Path directory;

  private KeyAgent(Process process, Path directory) {
    this.process = process;
    this.directory = directory;
  }

  static KeyAgent start(String id, List<Path> keys)
      throws IOException, BuildFailedException, InterruptedException {
    Path directory = Files.createTempDirectory("jbuild-ssh");
    KeyAgent agent = new KeyAgent(process(id, keys, directory), directory);
    try {
      agent.awaitReady(id);
      return agent;
    } catch (IOException | BuildFailedException | InterruptedException e) {
      agent.close();
      throw e;
    }
  }

  private static Process process(String id, List<Path> keys, Path directory)
      throws IOException, BuildFailedException {
    List<String> command = new ArrayList<>(List.of("ssh-agent", "-a"));
    command.add(socketIn(directory).toString());
    command.addAll(List.of("sh", "-c", SCRIPT, "sh"));
    keys.forEach(key -> command.add(key.toAbsolutePath().toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SSH_ASKPASS_REQUIRE", "force");
    builder.environment().put("SSH_ASKPASS", "/bin/false");
    try {
      return builder.start();
    } catch (IOException e) {
      DirectoryTree.delete(directory);
      throw new BuildFailedException(
          "--ssh "
              + id
              + ": key files need the program ssh-agent (package openssh-client); install it, or"
              + " name the socket of an agent that runs",
          e);
    }
  }

  private void awaitReady(String id)
      throws IOException, BuildFailedException, InterruptedException {
    BufferedReader said = process.inputReader(UTF_8);
    List<String> lines = new ArrayList<>();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      if (line.equals(READY)) {
        return;
      }
      lines.add(line.strip());
    }
    process.waitFor();
    throw new BuildFailedException(
        "--ssh "
            + id
            + ": the key can't be used: "
            + lines.stream().filter(line -> !line.isEmpty()).collect(Collectors.joining("; "))
            + "; a key with a passphrase must be in an agent (ssh-add), named by --ssh "
            + id
            + "=SOCKET");
  }

  Path socket() {
    return socketIn(directory);
  }

  private static Path socketIn(Path directory) {
    return directory.resolve("agent");
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    DirectoryTree.delete(directory);
  }
}
