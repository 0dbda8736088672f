package dev.jbuild.sandbox.root;

import dev.jbuild.sandbox.SandboxUnavailableException;
import dev.jbuild.sandbox.runtime.HostProcess;
import dev.jbuild.sandbox.runtime.Programs;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The overlays of fuse-overlayfs: a process for each, which ends when its overlay is unmounted. */
final class FuseOverlay implements OverlayMounter {
  static final String PROGRAM = "fuse-overlayfs";
  private static final long PAUSE_MILLIS = 2;

  private final Path program;
  private final ShortNames names;

  private FuseOverlay(Path program, ShortNames names) {
    this.program = program;
    this.names = names;
  }

  static FuseOverlay find(ShortNames names) throws IOException {
    return new FuseOverlay(Programs.require(PROGRAM, PROGRAM), names);
  }

  @Override
  public Optional<Process> mount(Directories directories) throws IOException {
    String options =
        String.join(
            ",",
            names.lowers(directories.lowers()),
            "upperdir=" + names.of(directories.upper()),
            "workdir=" + names.of(directories.work()));
    Path log = directories.work().resolveSibling("log");
    Process process =
        HostProcess.builder(
                List.of(program.toString(), "-f", "-o", options, directories.merged().toString()))
            .directory(names.directory().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    awaitMount(process, directories, log);
    return Optional.of(process);
  }

  private static void awaitMount(Process process, Directories directories, Path log)
      throws IOException {
    Object unmounted = device(directories.upper());
    while (device(directories.merged()).equals(unmounted)) {
      if (!process.isAlive()) {
        throw new SandboxUnavailableException(
            PROGRAM + " did not mount: " + Files.readString(log).strip());
      }
      pause(process);
    }
  }

  private static Object device(Path path) throws IOException {
    return Files.getAttribute(path, "unix:dev");
  }

  private static void pause(Process process) throws InterruptedIOException {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while mounting");
    }
  }
}
