package dev.jbuild.builder.solve;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.context.OnDisk;
import dev.jbuild.builder.context.SourceFile;
import dev.jbuild.builder.context.SourceTree;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.graph.StepMount;
import dev.jbuild.builder.graph.StepMount.Origin;
import dev.jbuild.sandbox.LowerLayer;
import dev.jbuild.sandbox.Mount;
import dev.jbuild.sandbox.TreeSource;
import java.io.IOException;
import java.util.Optional;

/** Says to the sandbox what is to be mounted. */
final class MountRequests {
  private final StepMounts mounts;
  private final CacheLeases leases;
  private final Lowers lowers;

  /** Finds the layers of a root. */
  @FunctionalInterface
  interface Lowers {
    ImmutableList<LowerLayer> of(Snapshot root) throws IOException;
  }

  MountRequests(StepMounts mounts, CacheLeases leases, Lowers lowers) {
    this.mounts = mounts;
    this.leases = leases;
    this.lowers = lowers;
  }

  ImmutableList<Mount> all() throws IOException, BuildFailedException, InterruptedException {
    ImmutableList.Builder<Mount> all = ImmutableList.builder();
    for (StepMount mount : mounts.all()) {
      all.add(
          switch (mount) {
            case StepMount.Bind bind ->
                new Mount.Bind(
                    bind.target(), source(bind.origin(), bind.source()), bind.writable());
            case StepMount.Cache cache -> cache(cache);
            case StepMount.Temporary temporary ->
                new Mount.Temporary(temporary.target(), temporary.size(), temporary.readOnly());
          });
    }
    return all.build();
  }

  private Mount cache(StepMount.Cache cache)
      throws IOException, BuildFailedException, InterruptedException {
    Optional<TreeSource> content =
        cache.origin().isPresent()
            ? Optional.of(source(cache.origin().get(), cache.source()))
            : Optional.empty();
    return new Mount.Cache(
        cache.target(),
        leases.directory(cache),
        new Mount.CacheStart(content, cache.mode(), cache.uid(), cache.gid()),
        content.isPresent() ? "" : cache.source(),
        cache.readOnly());
  }

  private TreeSource source(Origin origin, String path)
      throws IOException, BuildFailedException, InterruptedException {
    return switch (origin) {
      case Origin.Root root -> new TreeSource.Layers(lowers.of(mounts.root(root)), path);
      case Origin.Context _, Origin.NamedContext _ -> context(origin, path);
    };
  }

  /** The context's own files where they are; copied where they can't be shown from there. */
  private TreeSource context(Origin origin, String path)
      throws IOException, BuildFailedException, InterruptedException {
    SourceTree tree = mounts.tree(origin);
    String real = tree.resolve(path);
    SourceFile file = tree.get(real).orElseThrow();
    int slash = real.lastIndexOf('/');
    String directory = file.isDirectory() ? real : real.substring(0, Math.max(0, slash));
    String name = file.isDirectory() ? "" : real.substring(slash + 1);
    Optional<OnDisk> shown = tree.onDisk(directory);
    return shown.isPresent()
        ? new TreeSource.HostDirectory(shown.get().directory(), shown.get().hidden(), name)
        : new TreeSource.Layers(lowers.of(mounts.copied(origin, file)), name);
  }
}
