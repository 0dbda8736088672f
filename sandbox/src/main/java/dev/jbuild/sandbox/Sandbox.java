package dev.jbuild.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs commands in a worker process that lives in its own namespaces. The worker starts with the
 * first run and serves all of them, in parallel if asked; when this process dies, the worker and
 * all it started die with it.
 */
public final class Sandbox implements AutoCloseable {
  private final SandboxSettings settings;

  /** Starts nothing yet. */
  public Sandbox(SandboxSettings settings) {
    this.settings = settings;
  }

  /**
   * Runs the command to its end and writes what it changed as a layer. Interrupting the thread
   * kills the command and its children.
   *
   * @throws SandboxException when it could not be run; a command that fails is a result
   */
  public RunResult run(RunRequest request, RunOutput output)
      throws IOException, InterruptedException {
    start();
    throw new WorkerException("cannot run " + request.process().args());
  }

  /**
   * Deletes a directory tree whose files may belong to sub-ids. Does nothing if it is not there.
   */
  public void deleteTree(Path directory) throws IOException {
    if (Files.exists(directory)) {
      start();
    }
  }

  private void start() throws IOException {
    Files.createDirectories(settings.temporary());
    throw new SandboxUnavailableException("there is no worker in this version");
  }

  /** Ends the worker; runs under way fail. */
  @Override
  public void close() {}
}
