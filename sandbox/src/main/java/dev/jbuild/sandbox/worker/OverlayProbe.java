package dev.jbuild.sandbox.worker;

import dev.jbuild.sandbox.SandboxUnavailableException;
import dev.jbuild.sandbox.linux.OverlayMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds out whether overlays work here, by doing: mount, delete, make anew, read back. */
final class OverlayProbe {
  private OverlayProbe() {}

  /** Throws SandboxUnavailableException that says what did not work. */
  static void run(Path workerDirectory, OverlayMode mode) throws IOException {
    try (RunDirectory directory = RunDirectory.create(workerDirectory, 0)) {
      Path lower = directory.path().resolve("lower");
      Files.createFile(Files.createDirectories(lower.resolve("dir")).resolve("file"));
      OverlayRoot root = OverlayRoot.mount(List.of(lower), directory.path(), mode);
      try {
        recreate(root.merged().resolve("dir"));
      } catch (IOException e) {
        throw new SandboxUnavailableException(
            "overlays do not work on the file system of " + workerDirectory + ": " + e);
      } finally {
        directory.unmount(root);
      }
    }
  }

  private static void recreate(Path directory) throws IOException {
    Files.delete(directory.resolve("file"));
    Files.delete(directory);
    Files.createDirectory(directory);
    if (Files.exists(directory.resolve("file"))) {
      throw new IOException("a deleted file came back");
    }
  }
}
