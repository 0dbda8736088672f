package dev.jbuild.sandbox.runtime;

import dev.jbuild.sandbox.RuntimeChoice;
import dev.jbuild.sandbox.SandboxUnavailableException;
import dev.jbuild.sandbox.linux.Mounts;
import dev.jbuild.sandbox.linux.OverlayMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Chooses a runtime and prepares the worker's mount namespace for it. */
public final class Runtimes {
  private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

  private Runtimes() {}

  /**
   * Finds the programs.
   *
   * @param directory of the worker's own, for bookkeeping
   * @throws dev.jbuild.sandbox.SandboxUnavailableException when the one asked for is not there
   */
  public static ContainerRuntime open(RuntimeChoice choice, OverlayMode mode, Path directory)
      throws IOException {
    Path state = Files.createDirectory(directory.resolve("runtime"));
    return switch (choice) {
      case AUTO -> {
        Optional<ContainerRuntime> oci = oci(mode, state);
        yield oci.isPresent() ? oci.get() : BuiltinRuntime.find(mode, state);
      }
      case OCI ->
          oci(mode, state)
              .orElseThrow(() ->
                  new SandboxUnavailableException(
                      "there is neither crun nor runc in "
                          + Programs.PATH
                          + ": install the package crun, or let RUN do without"
                          + " (--isolation=namespace)"));
      case CRUN -> crun(Programs.require("crun", "crun"), state, mode);
      case RUNC -> runc(Programs.require("runc", "runc"), state, mode);
      case BUILTIN -> BuiltinRuntime.find(mode, state);
    };
  }

  private static Optional<ContainerRuntime> oci(OverlayMode mode, Path state) throws IOException {
    Optional<Path> crun = Programs.find("crun");
    if (crun.isPresent()) {
      return Optional.of(crun(crun.get(), state, mode));
    }
    Optional<Path> runc = Programs.find("runc");
    return runc.isPresent() ? Optional.of(runc(runc.get(), state, mode)) : Optional.empty();
  }

  /** crun refuses a tree of both cgroup versions even when it is told to leave cgroups alone. */
  private static ContainerRuntime crun(Path program, Path state, OverlayMode mode)
      throws IOException {
    Mounts.mount("tmpfs", state, "mode=700");
    if (Files.isDirectory(CGROUPS)) {
      Mounts.mount("tmpfs", CGROUPS, "mode=755");
    }
    return OciRuntime.crun(program, state, mode);
  }

  private static ContainerRuntime runc(Path program, Path state, OverlayMode mode)
      throws IOException {
    Mounts.mount("tmpfs", state, "mode=700");
    return OciRuntime.runc(program, state, mode);
  }
}
