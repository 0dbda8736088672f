package dev.jbuild.sandbox.runtime;

import com.google.common.collect.ImmutableList;
import java.io.File;
import java.io.IOException;
import java.util.List;

/** Starts programs of the host with an environment that nothing of the build can be seen in. */
public final class HostProcess {
  private static final File TERMINAL = new File("/dev/tty");

  private HostProcess() {}

  /** Starts the program of a container with {@link #streams}, in its cgroups. */
  static Process start(Container container, ImmutableList<String> command) throws IOException {
    return streams(container, builder(container.inCgroups(command))).start();
  }

  /**
   * A container reads nothing, and prints both its streams into one pipe, in their order; or it has
   * the terminal of this process.
   */
  static ProcessBuilder streams(Container container, ProcessBuilder builder) {
    return container.terminal()
        ? builder.redirectInput(TERMINAL).redirectOutput(TERMINAL).redirectErrorStream(true)
        : builder.redirectInput(new File("/dev/null")).redirectErrorStream(true);
  }

  public static ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(new File("/"));
    builder.environment().clear();
    builder.environment().put("PATH", Programs.PATH);
    builder.environment().put("LC_ALL", "C.UTF-8");
    return builder;
  }
}
