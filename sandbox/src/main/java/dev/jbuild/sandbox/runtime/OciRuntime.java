package dev.jbuild.sandbox.runtime;

import com.google.common.collect.ImmutableList;
import dev.jbuild.sandbox.linux.Mounts;
import dev.jbuild.sandbox.linux.OverlayMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** crun or runc. */
final class OciRuntime implements ContainerRuntime {
  private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

  private final ImmutableList<String> command;
  private final ImmutableList<Path> mounted;
  private final OverlayMode mode;
  private final boolean mountsRootAnew;

  private OciRuntime(
      ImmutableList<String> command,
      ImmutableList<Path> mounted,
      OverlayMode mode,
      boolean mountsRootAnew) {
    this.command = command;
    this.mounted = mounted;
    this.mode = mode;
    this.mountsRootAnew = mountsRootAnew;
  }

  /**
   * crun refuses a tree of both cgroup versions even when it is told to leave cgroups alone: it
   * gets to see none.
   *
   * @param state a directory for the program's bookkeeping, in memory until this is closed
   */
  static OciRuntime crun(Path program, Path state, OverlayMode mode) throws IOException {
    ImmutableList.Builder<Path> mounted = ImmutableList.builder();
    Mounts.mount("tmpfs", state, "mode=700");
    mounted.add(state);
    if (Files.isDirectory(CGROUPS)) {
      Mounts.mount("tmpfs", CGROUPS, "mode=755");
      mounted.add(CGROUPS);
    }
    return new OciRuntime(
        ImmutableList.of(program.toString(), "--cgroup-manager=disabled", "--root=" + state),
        mounted.build(),
        mode,
        true);
  }

  /** runc wants to see cgroups, but must leave them alone: it does where they are read-only. */
  static OciRuntime runc(Path program, Path state, OverlayMode mode) throws IOException {
    Mounts.mount("tmpfs", state, "mode=700");
    if (Files.isDirectory(CGROUPS)) {
      Mounts.makeReadOnly(CGROUPS);
    }
    return new OciRuntime(
        ImmutableList.of(program.toString(), "--rootless=true", "--root=" + state),
        ImmutableList.of(state),
        mode,
        false);
  }

  @Override
  public RunningContainer start(Container container) throws IOException {
    Path directory = container.directory();
    boolean userNamespace = mode == OverlayMode.USER;
    // In a user namespace no mount leads to a device, and none can be allowed to.
    boolean forbidsDevices = mountsRootAnew && !userNamespace;
    byte[] config = RuntimeConfig.write(container, userNamespace, forbidsDevices);
    Files.write(directory.resolve("config.json"), config);
    Path pidFile = directory.resolve("pid");
    ImmutableList<String> run =
        ImmutableList.<String>builder()
            .addAll(command)
            .add("run", "--bundle=" + directory, "--pid-file=" + pidFile, container.id())
            .build();
    return new OciContainer(HostProcess.start(container, run), pidFile);
  }

  @Override
  public void close() throws IOException {
    for (Path place : mounted) {
      Mounts.unmount(place);
    }
  }
}
