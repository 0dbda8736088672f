package dev.jbuild.sandbox.worker;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.sandbox.SandboxUnavailableException;
import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.linux.Errno;
import dev.jbuild.sandbox.linux.FileStatus;
import dev.jbuild.sandbox.linux.Mounts;
import dev.jbuild.sandbox.linux.OverlayMode;
import dev.jbuild.sandbox.linux.SyscallException;
import dev.jbuild.sandbox.unpack.LowerRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A root that can be written to, over layers that stay as they are.
 *
 * @param merged where it is mounted
 * @param upper holds what is written
 * @param made the upper directory as it was made
 */
record OverlayRoot(Path merged, Path upper, FileStatus made) {

  /**
   * Mounts it.
   *
   * @param lowers unpacked layers, highest first
   * @param directory of the run, on a file system that can hold an upper directory
   */
  static OverlayRoot mount(List<Path> lowers, Path directory, OverlayMode mode) throws IOException {
    // The kernel takes no directory twice; what a layer says again, its highest place says.
    List<Path> once = lowers.stream().distinct().toList();
    Optional<FileStatus> root = LowerRoot.of(once);
    return mount(once, directory, mode, upper -> likeLower(upper, root));
  }

  /**
   * Mounts one that shows a directory of this machine.
   *
   * @param hidden paths in it that are not to be seen
   */
  static OverlayRoot mountHiding(Path lower, List<String> hidden, Path directory, OverlayMode mode)
      throws IOException {
    return mount(List.of(lower), directory, mode, upper -> HiddenPaths.hide(upper, lower, hidden));
  }

  @FunctionalInterface
  private interface Preparation {
    void prepare(DirectoryHandle upper) throws IOException;
  }

  private static OverlayRoot mount(
      List<Path> lowers, Path directory, OverlayMode mode, Preparation preparation)
      throws IOException {
    Path merged = Files.createDirectory(directory.resolve("root"));
    Path upper = Files.createDirectory(directory.resolve("upper"));
    Path work = Files.createDirectory(directory.resolve("work"));
    FileStatus made = prepared(upper, preparation);
    List<Path> layers =
        lowers.isEmpty() ? List.of(Files.createDirectory(directory.resolve("empty"))) : lowers;
    ImmutableMap<String, String> options =
        ImmutableMap.<String, String>builder()
            .put("upperdir", upper.toString())
            .put("workdir", work.toString())
            .putAll(mode.options())
            .buildOrThrow();
    mount(layers, options, merged);
    return new OverlayRoot(merged, upper, made);
  }

  private static void mount(List<Path> layers, ImmutableMap<String, String> options, Path merged)
      throws IOException {
    try {
      Mounts.overlay(layers, options, merged);
    } catch (SyscallException e) {
      throw e.is(Errno.ENODEV) || e.is(Errno.EPERM) ? refused(e) : e;
    }
  }

  private static SandboxUnavailableException refused(SyscallException e) {
    return new SandboxUnavailableException(
        "this machine does not let jbuild mount an overlay ("
            + e.getMessage()
            + "): the kernel needs the overlay module, and user namespaces need Linux 5.11 and no"
            + " restriction by AppArmor (sysctl kernel.apparmor_restrict_unprivileged_userns=0)");
  }

  private static FileStatus prepared(Path upper, Preparation preparation) throws IOException {
    try (DirectoryHandle directory = DirectoryHandle.open(upper)) {
      preparation.prepare(directory);
      return directory.status();
    }
  }

  /** An overlay's root has the attributes of the upper directory. */
  private static void likeLower(DirectoryHandle upper, Optional<FileStatus> lower)
      throws IOException {
    upper.chmod(".", lower.map(FileStatus::mode).orElse(0755));
    if (lower.isPresent()) {
      upper.chown(".", lower.get().uid(), lower.get().gid());
    }
  }
}
