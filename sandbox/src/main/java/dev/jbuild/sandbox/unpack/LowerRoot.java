package dev.jbuild.sandbox.unpack;

import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.linux.FileStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What layers say of the root directory itself, which an overlay takes from its upper directory.
 */
public final class LowerRoot {
  /** The time of an unpacked layer's root when the layer has no entry for it. */
  static final Instant UNSAID = Instant.EPOCH;

  private static final int DEFAULT_MODE = 0755;

  private LowerRoot() {}

  /**
   * The root as the highest layer has it that has one.
   *
   * @param lowers unpacked layers, highest first
   */
  public static Optional<FileStatus> of(List<Path> lowers) throws IOException {
    for (Path lower : lowers) {
      try (DirectoryHandle root = DirectoryHandle.open(lower)) {
        FileStatus status = root.status();
        if (!status.mtime().equals(UNSAID)) {
          return Optional.of(status);
        }
      }
    }
    return Optional.empty();
  }

  /** Gives a directory the looks of that root. */
  public static void describe(DirectoryHandle directory, Optional<FileStatus> root)
      throws IOException {
    directory.chmod(".", root.map(FileStatus::mode).orElse(DEFAULT_MODE));
    if (root.isPresent()) {
      directory.chown(".", root.get().uid(), root.get().gid());
    }
  }
}
