package dev.jbuild.builder.solve;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jbuild.builder.context.OnDisk;
import dev.jbuild.builder.context.SourceFile;
import dev.jbuild.builder.context.SourceTree;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.graph.StepMount;
import dev.jbuild.builder.graph.StepMount.Origin;
import dev.jbuild.builder.secret.OpenGrants;
import dev.jbuild.sandbox.LowerLayer;
import dev.jbuild.sandbox.Mount;
import dev.jbuild.sandbox.SecretValue;
import dev.jbuild.sandbox.TreeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Says to the sandbox what is to be mounted. */
final class MountRequests {
  private final StepMounts mounts;
  private final CacheLeases leases;
  private final OpenGrants grants;
  private final Lowers lowers;

  /** Finds the layers of a root. */
  @FunctionalInterface
  interface Lowers {
    ImmutableList<LowerLayer> of(Snapshot root) throws IOException;
  }

  MountRequests(StepMounts mounts, CacheLeases leases, OpenGrants grants, Lowers lowers) {
    this.mounts = mounts;
    this.leases = leases;
    this.grants = grants;
    this.lowers = lowers;
  }

  ImmutableList<Mount> all() throws IOException, BuildFailedException, InterruptedException {
    ImmutableList.Builder<Mount> all = ImmutableList.builder();
    for (StepMount mount : mounts.all()) {
      request(mount).ifPresent(all::add);
    }
    return all.build();
  }

  /** Empty for what the command does without. */
  private Optional<Mount> request(StepMount mount)
      throws IOException, BuildFailedException, InterruptedException {
    return switch (mount) {
      case StepMount.Bind bind ->
          Optional.of(
              new Mount.Bind(bind.target(), source(bind.origin(), bind.source()), bind.writable()));
      case StepMount.Cache cache -> Optional.of(cache(cache));
      case StepMount.Temporary temporary ->
          Optional.of(
              new Mount.Temporary(temporary.target(), temporary.size(), temporary.readOnly()));
      case StepMount.Secret secret -> secret(secret);
      case StepMount.Agent agent -> agent(agent);
    };
  }

  private Optional<Mount> secret(StepMount.Secret secret) throws IOException, BuildFailedException {
    Optional<SecretValue> value = value(secret);
    return value.isEmpty() || secret.target().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Mount.Secret(
                secret.target().get(), value.get(), secret.mode(), secret.uid(), secret.gid()));
  }

  private Optional<SecretValue> value(StepMount.Secret secret)
      throws IOException, BuildFailedException {
    Optional<SecretValue> value = grants.secret(secret.id());
    if (value.isEmpty() && secret.required()) {
      throw new BuildFailedException(
          "secret "
              + secret.id()
              + ": not found; pass it with --secret id="
              + secret.id()
              + ",src=FILE or ,env=VARIABLE");
    }
    return value;
  }

  private Optional<Mount> agent(StepMount.Agent agent)
      throws IOException, BuildFailedException, InterruptedException {
    Optional<Path> socket = grants.agent(agent.id());
    if (socket.isEmpty() && agent.required()) {
      throw new BuildFailedException(
          "no SSH key \""
              + agent.id()
              + "\" forwarded from the client; pass it with --ssh "
              + agent.id());
    }
    return socket.map(
        path -> new Mount.Agent(agent.target(), path, agent.mode(), agent.uid(), agent.gid()));
  }

  /** The secrets that commands find in their environment. */
  ImmutableMap<String, SecretValue> variables() throws IOException, BuildFailedException {
    ImmutableMap.Builder<String, SecretValue> variables = ImmutableMap.builder();
    for (StepMount mount : mounts.all()) {
      if (mount instanceof StepMount.Secret secret && secret.variable().isPresent()) {
        value(secret).ifPresent(value -> variables.put(secret.variable().get(), value));
      }
    }
    return variables.buildKeepingLast();
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
