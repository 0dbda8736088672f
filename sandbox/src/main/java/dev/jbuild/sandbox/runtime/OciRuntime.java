package dev.jbuild.sandbox.runtime;

import com.google.common.collect.ImmutableList;
import dev.jbuild.sandbox.linux.Mounts;
import dev.jbuild.sandbox.linux.OverlayMode;
import dev.jbuild.sandbox.protocol.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** crun or runc. */
final class OciRuntime implements ContainerRuntime {
  private final ImmutableList<String> command;
  private final Path state;
  private final OverlayMode mode;

  private OciRuntime(ImmutableList<String> command, Path state, OverlayMode mode) {
    this.command = command;
    this.state = state;
    this.mode = mode;
  }

  /** State is a directory for the program's bookkeeping, a tmpfs that ends with this object. */
  static OciRuntime crun(Path program, Path state, OverlayMode mode) {
    return new OciRuntime(
        ImmutableList.of(program.toString(), "--cgroup-manager=disabled", "--root=" + state),
        state,
        mode);
  }

  static OciRuntime runc(Path program, Path state, OverlayMode mode) {
    return new OciRuntime(ImmutableList.of(program.toString(), "--root=" + state), state, mode);
  }

  @Override
  public RunningContainer start(Container container) throws IOException {
    Path directory = container.directory();
    boolean userNamespace = mode == OverlayMode.USER;
    byte[] config = JsonText.write(new RuntimeConfig(container, userNamespace).json());
    Files.write(directory.resolve("config.json"), config);
    Path pidFile = directory.resolve("pid");
    ImmutableList<String> run =
        ImmutableList.<String>builder()
            .addAll(command)
            .add("run", "--bundle=" + directory, "--pid-file=" + pidFile, container.id())
            .build();
    return new OciContainer(HostProcess.start(run), pidFile);
  }

  @Override
  public void close() throws IOException {
    Mounts.unmount(state);
  }
}
