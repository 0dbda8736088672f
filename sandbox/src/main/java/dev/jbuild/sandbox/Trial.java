package dev.jbuild.sandbox;

import java.io.IOException;
import java.util.Optional;

/** Runs a command to see whether it can be done. */
record Trial(TinyLayer layer) {

  /** What came of it, with these settings. */
  Finding of(String subject, SandboxSettings settings) throws InterruptedException {
    try (Sandbox sandbox = new Sandbox(settings)) {
      RunResult result = sandbox.run(layer.run(Network.DEFAULT), RunOutput.NOWHERE);
      sandbox.deleteTree(layer.lower().directory());
      return result.exitStatus() == 0
          ? Finding.ok(subject, "a command ran")
          : failed(subject, "a command that exits with 0 exited with " + result.exitStatus());
    } catch (IOException e) {
      return failed(subject, String.valueOf(e.getMessage()));
    }
  }

  private static Finding failed(String subject, String fact) {
    String own = subject + ": ";
    String line = fact.lines().findFirst().orElse("");
    line = line.startsWith(own) ? line.substring(own.length()) : line;
    return new Finding(subject, Finding.State.BAD, line, Optional.empty());
  }
}
