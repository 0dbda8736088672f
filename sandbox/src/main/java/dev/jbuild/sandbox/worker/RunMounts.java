package dev.jbuild.sandbox.worker;

import com.google.common.collect.ImmutableList;
import dev.jbuild.sandbox.InvalidMountException;
import dev.jbuild.sandbox.Mount;
import dev.jbuild.sandbox.Mount.Option;
import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.linux.MountedTree;
import dev.jbuild.sandbox.linux.Mounts;
import dev.jbuild.sandbox.linux.Mounts.Restriction;
import dev.jbuild.sandbox.linux.PathHandle;
import dev.jbuild.sandbox.runtime.Container;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Mounts what a run is to see in its root, before any runtime starts: so all runtimes give the
 * same, and no path is looked up by a program that a link could lead astray.
 *
 * <p>What is read-only becomes so at the end, so that others can be mounted within it.
 */
final class RunMounts implements AutoCloseable {
  private static final Comparator<Mount> OUTER_FIRST =
      Comparator.comparingLong(mount -> mount.target().chars().filter(c -> c == '/').count());

  private final Path directory;
  private final DirectoryHandle root;
  private final MountPoints mountPoints;
  private final List<MountedTree> readOnly = new ArrayList<>();
  private final List<Path> staged = new ArrayList<>();
  private final List<AgentProxy> proxies = new ArrayList<>();
  private final ImmutableList.Builder<Container.Bind> binds = ImmutableList.builder();

  /**
   * @param directory of the run's own; must exist
   * @param root the mounted root
   */
  RunMounts(Path directory, DirectoryHandle root, MountPoints mountPoints) {
    this.directory = directory;
    this.root = root;
    this.mountPoints = mountPoints;
  }

  /** Mounts all of them; those that lie within others, on those. */
  void mountAll(List<Mount> mounts, WorkerContext context, Consumer<String> notes)
      throws IOException {
    try (SourceTrees sources = new SourceTrees(context, directory, notes)) {
      for (Mount mount : mounts.stream().sorted(OUTER_FIRST).toList()) {
        mount(mount, sources);
      }
    }
  }

  private void mount(Mount mount, SourceTrees sources) throws IOException {
    switch (mount) {
      case Mount.ReadOnlyFile _ -> {}
      case Mount.Bind bind -> attach(bind, sources.open(bind.source()), options(!bind.writable()));
      case Mount.OfHost host -> attach(host, openOfHost(host), host.options());
      case Mount.Cache cache ->
          attach(cache, CacheDirectory.open(cache, sources), options(cache.readOnly()));
      case Mount.Temporary temporary ->
          attach(temporary, open(temporary, sources), options(temporary.readOnly()));
      case Mount.Secret secret -> attach(secret, sources.openSecret(secret), options(true));
      case Mount.Agent agent ->
          attach(agent, sources.openAgent(agent, proxies::add), options(false));
    }
  }

  private static PathHandle open(Mount.Temporary temporary, SourceTrees sources)
      throws IOException {
    String size = temporary.size().isPresent() ? ",size=" + temporary.size().getAsLong() : "";
    return sources.openTemporary("mode=1777" + size, Restriction.NO_SETUID);
  }

  private static PathHandle openOfHost(Mount.OfHost host) throws IOException {
    try (DirectoryHandle machine = DirectoryHandle.open(Path.of("/"))) {
      return SourceTrees.open(machine, host.source().toString().substring(1));
    }
  }

  private static Set<Option> options(boolean isReadOnly) {
    return isReadOnly
        ? EnumSet.of(Option.READ_ONLY, Option.NO_DEVICES)
        : EnumSet.of(Option.NO_DEVICES);
  }

  private void attach(Mount mount, PathHandle opened, Set<Option> options) throws IOException {
    try (PathHandle source = opened) {
      String path = RootPath.resolve(root, mount.target());
      if (path.isEmpty()) {
        throw new InvalidMountException("invalid mount target \"/\": name a directory below it");
      }
      if (MountPoints.isInFileSystems(path)) {
        stage(source, "/" + path, options);
        return;
      }
      boolean isDirectory = source.status().isDirectory();
      mountPoints.make(path, isDirectory);
      try (PathHandle target = root.openPathInRoot(path)) {
        requireSame(mount, isDirectory, target.status().isDirectory());
        add(bind(source, target, options), options);
      }
    }
  }

  /** What is below /dev, which is not there yet, the runtime must mount. */
  private void stage(PathHandle source, String target, Set<Option> options) throws IOException {
    if (!target.startsWith("/dev/")) {
      throw new InvalidMountException(
          "invalid mount target \"" + target + "\": /dev, /proc and /sys belong to the sandbox");
    }
    Path place = directory.resolve("staged-" + staged.size());
    if (source.status().isDirectory()) {
      Files.createDirectory(place);
    } else {
      Files.createFile(place);
    }
    try (DirectoryHandle parent = DirectoryHandle.open(directory);
        PathHandle point = parent.openPathInRoot(place.getFileName().toString())) {
      bind(source, point, options).close();
    }
    staged.add(place);
    binds.add(
        new Container.Bind(
            place,
            target,
            options.contains(Option.READ_ONLY),
            !options.contains(Option.NO_DEVICES)));
  }

  private static void requireSame(Mount mount, boolean source, boolean target)
      throws InvalidMountException {
    if (source != target) {
      throw new InvalidMountException(
          "can't mount a "
              + (source ? "directory on the file " : "file on the directory ")
              + mount.target());
    }
  }

  private static MountedTree bind(PathHandle source, PathHandle target, Set<Option> options)
      throws IOException {
    MountedTree tree =
        options.contains(Option.RECURSIVE)
            ? Mounts.bindAll(source, target)
            : Mounts.bind(source, target);
    for (Option option : options) {
      switch (option) {
        case NO_DEVICES -> tree.restrict(Restriction.NO_DEVICES);
        case NO_SETUID -> tree.restrict(Restriction.NO_SETUID);
        case NO_EXECUTE -> tree.restrict(Restriction.NO_EXECUTE);
        case READ_ONLY, RECURSIVE -> {}
      }
    }
    return tree;
  }

  private void add(MountedTree tree, Set<Option> options) throws IOException {
    if (options.contains(Option.READ_ONLY)) {
      readOnly.add(tree);
    } else {
      tree.close();
    }
  }

  /** Makes read-only what is to be so. Gives what the runtime is to mount. */
  ImmutableList<Container.Bind> finish() throws IOException {
    for (MountedTree tree : readOnly) {
      tree.restrict(Restriction.READ_ONLY);
    }
    return binds.build();
  }

  /** Puts a directory into memory until the run is over. */
  void keepInMemory(Path place) throws IOException {
    Mounts.mount("tmpfs", place, "mode=700", Restriction.NO_SETUID, Restriction.NO_DEVICES);
    staged.add(place);
  }

  /** Takes back what is not in the root; the rest goes with the root. */
  @Override
  public void close() throws IOException {
    for (AgentProxy proxy : proxies) {
      proxy.close();
    }
    for (MountedTree tree : readOnly) {
      tree.close();
    }
    for (Path place : staged) {
      Mounts.unmount(place);
    }
  }
}
