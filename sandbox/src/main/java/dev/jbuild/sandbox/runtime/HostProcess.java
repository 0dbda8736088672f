package dev.jbuild.sandbox.runtime;

import java.io.File;
import java.util.List;

/** Starts programs of the host with an environment that nothing of the build can be seen in. */
public final class HostProcess {
  private HostProcess() {}

  public static ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(new File("/"));
    builder.environment().clear();
    builder.environment().put("PATH", Programs.PATH);
    builder.environment().put("LC_ALL", "C.UTF-8");
    return builder;
  }
}
