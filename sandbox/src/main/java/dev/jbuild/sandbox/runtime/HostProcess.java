package dev.jbuild.sandbox.runtime;

import java.io.File;
import java.io.IOException;
import java.util.List;

/** Starts programs of the host with an environment that nothing of the build can be seen in. */
public final class HostProcess {
  private HostProcess() {}

  /** A container: it reads nothing, and prints both its streams into one pipe, in their order. */
  static Process start(List<String> command) throws IOException {
    return start(builder(command));
  }

  /** The same. */
  static Process start(ProcessBuilder builder) throws IOException {
    return builder.redirectInput(new File("/dev/null")).redirectErrorStream(true).start();
  }

  public static ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(new File("/"));
    builder.environment().clear();
    builder.environment().put("PATH", Programs.PATH);
    builder.environment().put("LC_ALL", "C.UTF-8");
    return builder;
  }
}
