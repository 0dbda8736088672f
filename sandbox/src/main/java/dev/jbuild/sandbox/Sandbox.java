package dev.jbuild.sandbox;

import java.io.IOException;
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
    throw new SandboxUnavailableException("no worker for " + request + " with " + settings);
  }

  /**
   * Deletes a directory tree whose files may belong to sub-ids. Does nothing if it is not there.
   */
  public void deleteTree(Path directory) throws IOException {
    throw new SandboxUnavailableException("no worker to delete " + directory);
  }

  /** Ends the worker; runs under way fail. */
  @Override
  public void close() {}
}
