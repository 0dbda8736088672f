package dev.jbuild.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Runs a command to see whether it can be done. */
record Trial(TinyLayer layer) {
  private static final String NETWORK = "network";

  /** What came of it, with these settings. */
  Finding of(String subject, SandboxSettings settings) throws InterruptedException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (Sandbox sandbox = new Sandbox(settings)) {
      RunResult result = sandbox.run(layer.run(Network.DEFAULT), said::write);
      sandbox.deleteTree(layer.lower().places().unpacked());
      return result.exitStatus() == 0
          ? Finding.ok(subject, "a command ran")
          : failed(subject, "a command that exits with 0 exited with " + result.exitStatus());
    } catch (IOException e) {
      return failed(subject, lastLine(said).orElse(String.valueOf(e.getMessage())));
    }
  }

  /** What a RUN without {@code --network} gets. */
  static Finding ofNetwork(SandboxSettings settings) throws IOException, InterruptedException {
    try (Sandbox sandbox = new Sandbox(settings)) {
      return sandbox
          .whyNetworkIsShared()
          .map(reason -> Finding.none(NETWORK, "default is that of this machine: " + reason))
          .orElse(Finding.ok(NETWORK, "default is one for each RUN, by slirp4netns"));
    }
  }

  private static Finding failed(String subject, String fact) {
    String own = subject + ": ";
    String line = fact.lines().findFirst().orElse("");
    line = line.startsWith(own) ? line.substring(own.length()) : line;
    return new Finding(subject, Finding.State.BAD, line, Optional.empty());
  }

  /** What a runtime says when it fails, for the command itself says nothing. */
  private static Optional<String> lastLine(ByteArrayOutputStream said) {
    return said.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank())
        .reduce((_, last) -> last);
  }
}
