package dev.jbuild.builder.solve;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jbuild.builder.cdi.DeviceResolver;
import dev.jbuild.builder.cdi.GivenDevices;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.failure.FailedCommand;
import dev.jbuild.builder.graph.Operation;
import dev.jbuild.builder.secret.OpenGrants;
import dev.jbuild.builder.solve.LayerMaker.Made;
import dev.jbuild.cache.Cache;
import dev.jbuild.cache.ContentStore;
import dev.jbuild.cache.LayerStore;
import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.image.Layer;
import dev.jbuild.sandbox.ContainerEdits;
import dev.jbuild.sandbox.DeviceException;
import dev.jbuild.sandbox.InvalidMountException;
import dev.jbuild.sandbox.InvalidUserException;
import dev.jbuild.sandbox.LowerLayer;
import dev.jbuild.sandbox.Mount;
import dev.jbuild.sandbox.ProcessSpec;
import dev.jbuild.sandbox.RunRequest;
import dev.jbuild.sandbox.RunResult;
import dev.jbuild.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** RUN: has a command run in a root and keeps what it changed. */
final class RunSolver {
  private static final int SCRIPT_MODE = 0755;

  private final Cache cache;
  private final Sandbox sandbox;
  private final OpenGrants grants;
  private final BuildOptions options;
  private final LayerMaker layers;

  /** Held by the one command whose shell has it. */
  private final Lock terminal = new ReentrantLock();

  RunSolver(Workshop workshop, BuildOptions options, LayerMaker layers) {
    this.cache = workshop.cache();
    this.sandbox = workshop.sandbox();
    this.grants = workshop.grants();
    this.options = options;
    this.layers = layers;
  }

  Made run(Operation.Run run, Snapshot parent, StepMounts mounts, VertexEvents events)
      throws IOException, BuildFailedException, InterruptedException {
    try (CacheLeases leases = CacheLeases.take(mounts, cache.mounts(), events);
        ContentStore.Ingest ingest = cache.blobs().ingest()) {
      WatchedCommand command = new WatchedCommand(run, events, terminal);
      GivenDevices devices =
          DeviceResolver.resolve(run.devices(), options.runs().deviceDirectories(), events::say);
      MountRequests requests = new MountRequests(mounts, leases, grants, this::lowers);
      ImmutableList<Mount> all =
          ImmutableList.<Mount>builder()
              .addAll(scripts(run))
              .addAll(requests.all())
              .addAll(devices.mounts())
              .build();
      ProcessSpec process = process(run, all, devices).withSecrets(requests.variables());
      RunResult result =
          sandbox.run(request(run, parent, process, all, devices.edits(), ingest.file()), command);
      if (result.layer().isEmpty()) {
        throw failed(command.failed(result.exitStatus()));
      }
      return new Made(layers.store(result.layer().get(), ingest), false);
    } catch (InvalidUserException | InvalidMountException | DeviceException e) {
      throw new BuildFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  private static ProcessSpec process(
      Operation.Run run, ImmutableList<Mount> mounts, GivenDevices devices) {
    Map<String, String> environment = new LinkedHashMap<>(environment(run));
    mounts.stream()
        .filter(Mount.Agent.class::isInstance)
        .findFirst()
        .ifPresent(agent -> environment.putIfAbsent("SSH_AUTH_SOCK", agent.target()));
    environment.putAll(devices.env());
    return new ProcessSpec(run.arguments(), environment, run.workingDirectory(), run.user());
  }

  private static ImmutableList<Mount> scripts(Operation.Run run) {
    return run.scripts().entrySet().stream()
        .map(script -> new Mount.ReadOnlyFile(script.getKey(), script.getValue(), SCRIPT_MODE))
        .collect(toImmutableList());
  }

  private RunRequest request(
      Operation.Run run,
      Snapshot parent,
      ProcessSpec process,
      ImmutableList<Mount> mounts,
      ContainerEdits edits,
      Path layerFile)
      throws IOException {
    return new RunRequest(
        lowers(parent),
        process,
        options.runs().surroundings(run),
        mounts,
        edits,
        layerFile,
        options.compression(),
        options.times().chosen(),
        options.runs().shell());
  }

  private ImmutableList<LowerLayer> lowers(Snapshot parent) throws IOException {
    ImmutableList.Builder<LowerLayer> lowers = ImmutableList.builder();
    for (Layer layer : parent.layers()) {
      lowers.add(
          new LowerLayer(
              layer.diffId(),
              cache.layers().blob(layer.diffId()),
              layer.blob().mediaType(),
              places(layer.diffId())));
    }
    return lowers.build();
  }

  private LowerLayer.Places places(DiffId layer) throws IOException {
    LayerStore layers = cache.layers();
    return new LowerLayer.Places(layers.unpacked(layer), layers.plain(layer), layers.image(layer));
  }

  private static ImmutableMap<String, String> environment(Operation.Run run) {
    return ImmutableMap.<String, String>builder()
        .putAll(run.environment().map())
        .putAll(run.hiddenEnvironment())
        .buildKeepingLast();
  }

  private static BuildFailedException failed(FailedCommand failed) {
    return new BuildFailedException(failed.summary(), failed);
  }
}
