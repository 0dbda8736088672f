package dev.jbuild.sandbox.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A container of crun or runc. Killing the runtime's own process would leave the container alive;
 * killing its first process ends all of it, because that is number 1 in its pid namespace.
 */
record OciContainer(Process process, Path pidFile) implements RunningContainer {
  private static final Duration POLL = Duration.ofMillis(5);

  /** Both runtimes write the file when all is set up. */
  @Override
  public boolean wasMade() {
    return Files.exists(pidFile);
  }

  @Override
  public void kill() {
    while (process.isAlive()) {
      firstProcess().ifPresent(ProcessHandle::destroyForcibly);
      try {
        Thread.sleep(POLL);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Empty as long as the container is being made. */
  private Optional<ProcessHandle> firstProcess() {
    try {
      String pid = Files.exists(pidFile) ? Files.readString(pidFile).strip() : "";
      return pid.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(pid));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
