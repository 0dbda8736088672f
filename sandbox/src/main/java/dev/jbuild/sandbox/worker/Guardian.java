package dev.jbuild.sandbox.worker;

import dev.jbuild.sandbox.linux.Descendants;
import java.io.IOException;
import java.util.List;

/**
 * Stands above a worker that has no pid namespace: when the worker is gone, in whatever way, the
 * commands that it has started fall to this process, which kills them.
 */
final class Guardian {
  private Guardian() {}

  /** Starts the worker, with the streams of this process; gives its exit status. */
  static int guard(List<String> worker) throws IOException, InterruptedException {
    Descendants.adoptOrphans();
    int status = new ProcessBuilder(worker).inheritIO().start().waitFor();
    Descendants.killAll();
    return status;
  }
}
