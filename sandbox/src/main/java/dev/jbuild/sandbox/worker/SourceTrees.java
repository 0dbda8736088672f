package dev.jbuild.sandbox.worker;

import dev.jbuild.sandbox.InvalidMountException;
import dev.jbuild.sandbox.LowerLayer;
import dev.jbuild.sandbox.TreeSource;
import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.linux.Errno;
import dev.jbuild.sandbox.linux.Mounts;
import dev.jbuild.sandbox.linux.PathHandle;
import dev.jbuild.sandbox.linux.SyscallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The trees that the mounts of a run show. Each is an overlay of its own, so that what is done to
 * it is lost with it. Closing takes them out of sight; what was mounted from them stays usable.
 */
final class SourceTrees implements AutoCloseable {
  private final WorkerContext context;
  private final Path directory;
  private final Consumer<String> notes;
  private final List<Path> mounted = new ArrayList<>();

  /**
   * @param directory of the run's own; must exist
   */
  SourceTrees(WorkerContext context, Path directory, Consumer<String> notes) {
    this.context = context;
    this.directory = directory;
    this.notes = notes;
  }

  /** Opens what the source names; links in its path stay inside the tree. */
  PathHandle open(TreeSource source) throws IOException {
    try (DirectoryHandle root = DirectoryHandle.open(mount(source).merged())) {
      return open(root, source.path());
    }
  }

  /** Opens a path in a tree that others may be changing. */
  static PathHandle open(DirectoryHandle root, String path) throws IOException {
    try {
      return root.openPathInRoot(path);
    } catch (SyscallException e) {
      if (e.is(Errno.ENOENT) || e.is(Errno.ENOTDIR) || e.is(Errno.ELOOP)) {
        throw new InvalidMountException("the mount's source \"/" + path + "\": not found");
      }
      throw e;
    }
  }

  /** A new file system in memory. */
  PathHandle openTemporary(String options, Mounts.Restriction... restrictions) throws IOException {
    Path place = newDirectory();
    Mounts.mount("tmpfs", place, options, restrictions);
    mounted.add(place);
    try (DirectoryHandle root = DirectoryHandle.open(place)) {
      return root.openPathInRoot("");
    }
  }

  private OverlayRoot mount(TreeSource source) throws IOException {
    Path place = newDirectory();
    OverlayRoot root =
        switch (source) {
          case TreeSource.Layers layers -> {
            context.unpackAll(layers.lowers(), notes);
            List<Path> lowers =
                layers.lowers().reversed().stream().map(LowerLayer::directory).toList();
            yield OverlayRoot.mount(lowers, place, context.mode());
          }
          case TreeSource.HostDirectory host ->
              OverlayRoot.mountHiding(host.directory(), host.hidden(), place, context.mode());
        };
    mounted.add(root.merged());
    return root;
  }

  private Path newDirectory() throws IOException {
    return Files.createDirectory(directory.resolve("source-" + mounted.size()));
  }

  @Override
  public void close() throws IOException {
    for (Path place : mounted.reversed()) {
      Mounts.unmount(place);
    }
    mounted.clear();
  }
}
