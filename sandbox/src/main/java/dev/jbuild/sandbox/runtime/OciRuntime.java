package dev.jbuild.sandbox.runtime;

import com.google.common.collect.ImmutableList;
import dev.jbuild.sandbox.linux.OverlayMode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** crun or runc. */
final class OciRuntime implements Runtime {
  private final ImmutableList<String> command;
  private final OverlayMode mode;

  private OciRuntime(ImmutableList<String> command, OverlayMode mode) {
    this.command = command;
    this.mode = mode;
  }

  /**
   * @param state directory for the runtime's bookkeeping, gone when the worker is
   */
  static OciRuntime crun(Path program, Path state, OverlayMode mode) {
    return new OciRuntime(
        ImmutableList.of(program.toString(), "--cgroup-manager=disabled", "--root=" + state), mode);
  }

  static OciRuntime runc(Path program, Path state, OverlayMode mode) {
    return new OciRuntime(ImmutableList.of(program.toString(), "--root=" + state), mode);
  }

  @Override
  public RunningContainer start(Container container) throws IOException {
    Path directory = container.directory();
    boolean userNamespace = mode == OverlayMode.USER;
    String config = new RuntimeConfig(container, userNamespace).json().toString();
    Files.writeString(directory.resolve("config.json"), config);
    Path pidFile = directory.resolve("pid");
    ImmutableList<String> run =
        ImmutableList.<String>builder()
            .addAll(command)
            .add("run", "--bundle=" + directory, "--pid-file=" + pidFile, container.id())
            .build();
    Process process = HostProcess.builder(run).redirectInput(new File("/dev/null")).start();
    return new OciContainer(process, pidFile);
  }
}
