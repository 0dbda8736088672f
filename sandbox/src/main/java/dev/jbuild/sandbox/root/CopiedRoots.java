package dev.jbuild.sandbox.root;

import dev.jbuild.sandbox.RootKind;
import dev.jbuild.sandbox.diff.TreeRecord;
import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.linux.FileHandle;
import dev.jbuild.sandbox.linux.FileStatus;
import dev.jbuild.sandbox.linux.Mounts;
import dev.jbuild.sandbox.linux.OverlayMode;
import dev.jbuild.sandbox.linux.TreeCopy;
import dev.jbuild.sandbox.unpack.LowerRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Roots that are copies: slow, but nothing has to be mounted for them that is not there already.
 */
final class CopiedRoots implements RootMaker {
  private final OverlayMode mode;
  private final boolean isMounted;

  /**
   * @param isMounted whether they are mounted onto themselves, so that what is mounted in them can
   *     be taken away with them; else nothing can be mounted in them, and device nodes are left
   *     out, for no mount forbids to open them
   */
  CopiedRoots(OverlayMode mode, boolean isMounted) {
    this.mode = mode;
    this.isMounted = isMounted;
  }

  @Override
  public RootKind kind() {
    return RootKind.COPY;
  }

  @Override
  public CopiedRoot make(List<Path> lowers, Path place) throws IOException {
    return make(
        place,
        root -> {
          for (Path lower : lowers.reversed()) {
            try (DirectoryHandle layer = DirectoryHandle.open(lower)) {
              TreeCopy.addLayer(layer, root, mode, isMounted);
            }
          }
          LowerRoot.describe(root, LowerRoot.of(lowers));
        });
  }

  @Override
  public CopiedRoot show(Path directory, List<String> hidden, Path place) throws IOException {
    return make(
        place,
        root -> {
          try (DirectoryHandle source = DirectoryHandle.open(directory)) {
            TreeCopy.copyWithout(source, root, Set.copyOf(hidden));
            FileStatus like = source.status();
            root.chown(".", like.uid(), like.gid());
            root.chmod(".", like.mode());
            root.setTime(".", like.mtime());
          }
        });
  }

  @FunctionalInterface
  private interface Copying {
    void into(DirectoryHandle root) throws IOException;
  }

  private CopiedRoot make(Path place, Copying copying) throws IOException {
    Path merged = Files.createDirectory(place.resolve("root"));
    try (DirectoryHandle root = DirectoryHandle.open(merged);
        DirectoryHandle directory = DirectoryHandle.open(place)) {
      copying.into(root);
      TreeRecord before = TreeRecord.of(root);
      FileStatus status = root.status();
      Instant made = after(before.lastChange().orElse(Instant.MIN), directory);
      if (isMounted) {
        Mounts.bind(merged, merged);
      }
      return new CopiedRoot(merged, made, status, before, isMounted);
    }
  }

  /** Waits until the file system's clock, which goes in steps, is beyond a time; gives its time. */
  private static Instant after(Instant time, DirectoryHandle directory) throws IOException {
    String name = "clock";
    while (true) {
      try (FileHandle file = directory.createFile(name)) {
        Instant now = file.status().changed();
        if (now.isAfter(time)) {
          return now;
        }
      } finally {
        directory.removeFile(name);
      }
    }
  }
}
