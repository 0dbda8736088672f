package dev.jbuild.sandbox.worker;

import dev.jbuild.sandbox.InvalidMountException;
import dev.jbuild.sandbox.Mount;
import dev.jbuild.sandbox.TreeSource;
import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.linux.Errno;
import dev.jbuild.sandbox.linux.FileHandle;
import dev.jbuild.sandbox.linux.Mounts;
import dev.jbuild.sandbox.linux.PathHandle;
import dev.jbuild.sandbox.linux.SyscallException;
import dev.jbuild.sandbox.root.WritableRoot;
import java.io.ByteArrayInputStream;
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
  private static final String MEMORY_NAME = "it";

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

  /** A file of its own file system, in memory. */
  PathHandle openSecret(Mount.Secret secret) throws IOException {
    requireMapped(secret.uid(), secret.gid(), "the secret on " + secret.target());
    try (DirectoryHandle place = newMemory()) {
      try (FileHandle file = place.createFile(MEMORY_NAME)) {
        file.writeAll(new ByteArrayInputStream(secret.value().bytes()));
        file.chown(secret.uid(), secret.gid());
        file.chmod(secret.mode());
      }
      return place.openPathInRoot(MEMORY_NAME);
    }
  }

  /** A socket in memory, which leads to the agent until the proxy is closed. */
  PathHandle openAgent(Mount.Agent agent, Consumer<AgentProxy> opened) throws IOException {
    requireMapped(agent.uid(), agent.gid(), "the agent's socket on " + agent.target());
    try (DirectoryHandle place = newMemory()) {
      opened.accept(AgentProxy.start(place.shortPath(MEMORY_NAME), agent.agent()));
      place.chown(MEMORY_NAME, agent.uid(), agent.gid());
      place.chmod(MEMORY_NAME, agent.mode());
      return place.openPathInRoot(MEMORY_NAME);
    }
  }

  private DirectoryHandle newMemory() throws IOException {
    Path place = newDirectory();
    Mounts.mount(
        "tmpfs",
        place,
        "mode=700",
        Mounts.Restriction.NO_SETUID,
        Mounts.Restriction.NO_DEVICES,
        Mounts.Restriction.NO_EXECUTE);
    mounted.add(place);
    return DirectoryHandle.open(place);
  }

  /** Throws InvalidMountException for an owner that does not exist in a user namespace. */
  static void requireMapped(int uid, int gid, String what) throws IOException {
    if (!KnownIds.have(uid, gid)) {
      throw new InvalidMountException(
          "the owner " + uid + ":" + gid + " of " + what + KnownIds.lack());
    }
  }

  private WritableRoot mount(TreeSource source) throws IOException {
    Path place = newDirectory();
    WritableRoot root =
        switch (source) {
          case TreeSource.Layers layers -> context.root(layers.lowers(), place, notes);
          case TreeSource.HostDirectory host ->
              context.roots().show(host.directory(), host.hidden(), place);
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
