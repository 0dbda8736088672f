package dev.jbuild.sandbox.worker;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.jbuild.oci.layer.LayerWriter;
import dev.jbuild.oci.layer.WrittenLayer;
import dev.jbuild.sandbox.DeviceException;
import dev.jbuild.sandbox.FailureShell;
import dev.jbuild.sandbox.InvalidUserException;
import dev.jbuild.sandbox.ProcessSpec;
import dev.jbuild.sandbox.RunRequest;
import dev.jbuild.sandbox.SecretValue;
import dev.jbuild.sandbox.cgroup.RunCgroups;
import dev.jbuild.sandbox.diff.StepClock;
import dev.jbuild.sandbox.diff.Untouched;
import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.linux.IdMap;
import dev.jbuild.sandbox.linux.Mounts;
import dev.jbuild.sandbox.linux.OverlayMode;
import dev.jbuild.sandbox.network.RunNetwork;
import dev.jbuild.sandbox.protocol.LayerSummary;
import dev.jbuild.sandbox.protocol.Message;
import dev.jbuild.sandbox.protocol.MessageChannel;
import dev.jbuild.sandbox.root.WritableRoot;
import dev.jbuild.sandbox.runtime.Container;
import dev.jbuild.sandbox.runtime.LimitCheck;
import dev.jbuild.sandbox.runtime.ProgramLookup;
import dev.jbuild.sandbox.runtime.ResolvedUser;
import dev.jbuild.sandbox.runtime.UserResolver;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** One RUN from its layers to its layer. */
final class RunTask {
  /** Of a command that signal 9 ended. */
  private static final int KILLED = 137;

  private final WorkerContext context;
  private final long id;
  private final RunRequest request;
  private final MessageChannel channel;
  private final OutputPump output;
  private final Cancellation cancellation = new Cancellation();
  private final CountDownLatch shellMayOpen = new CountDownLatch(1);

  RunTask(WorkerContext context, long id, RunRequest request, MessageChannel channel) {
    this.context = context;
    this.id = id;
    this.request = request;
    this.channel = channel;
    this.output = new OutputPump(channel, id);
  }

  /** Stops it, whether its command has started or not. */
  void cancel() {
    cancellation.cancel();
  }

  /** The terminal is free for the shell. */
  void openShell() {
    shellMayOpen.countDown();
  }

  Message.Finished run() throws IOException, InterruptedException {
    if (!context.canMount()) {
      ChrootLimits.check(request);
    }
    cancellation.onCancel(Thread.currentThread()::interrupt);
    try (RunDirectory directory = RunDirectory.create(context.directory(), id)) {
      WritableRoot made = context.root(request.lowers(), directory.path(), output::note);
      MountPoints mountPoints;
      HookTraces traces;
      int exitStatus;
      forbidDevices(made);
      try (DirectoryHandle root = DirectoryHandle.open(made.merged())) {
        mountPoints = new MountPoints(root);
        traces = new HookTraces(made, root);
        exitStatus = inTurn(() -> execute(directory.path(), made, root, mountPoints, traces));
      } finally {
        made.unmount();
      }
      if (exitStatus != 0) {
        return new Message.Finished(id, exitStatus, Optional.empty());
      }
      mountPoints.removeFrom(made.changed());
      Untouched untouched = traces.with(mountPoints.touched());
      return new Message.Finished(id, exitStatus, Optional.of(writeLayer(made, untouched)));
    }
  }

  /** Where there is no user namespace, which does so by itself. */
  private void forbidDevices(WritableRoot root) throws IOException {
    boolean isRealRoot = OverlayMode.current() == OverlayMode.TRUSTED;
    if (isRealRoot && context.canMount() && !request.surroundings().insecure()) {
      Mounts.forbidDevices(root.merged());
    }
  }

  private interface Execution {
    int run() throws IOException, InterruptedException;
  }

  private int inTurn(Execution execution) throws IOException, InterruptedException {
    context.turns().acquire();
    try {
      return execution.run();
    } finally {
      context.turns().release();
    }
  }

  private int execute(
      Path directory,
      WritableRoot made,
      DirectoryHandle root,
      MountPoints mountPoints,
      HookTraces traces)
      throws IOException, InterruptedException {
    ProcessSpec process = request.process();
    ResolvedUser user = UserResolver.of(root).resolve(process.user());
    checkMapped(user);
    checkMapped(request.edits().groups());
    ImmutableMap<String, String> env = withDefaults(process.env(), user);
    LimitCheck.check(request.surroundings().limits());
    mountPoints.makeFileSystems();
    Path mountsDirectory = Files.createDirectory(directory.resolve("mounts"));
    try (RunNetwork network = context.networks().open(request.surroundings().network());
        RunCgroups cgroups =
            context.cgroups().make(context.containerId(id), request.surroundings().resources());
        RunMounts mounts = new RunMounts(mountsDirectory, root, mountPoints)) {
      mounts.mountAll(request.mounts(), context, output::note);
      ImmutableList<Container.Bind> files =
          HostFiles.write(request, network, directory.resolve("files"), mountPoints);
      WorkingDirectory.make(root, process.cwd());
      ImmutableList<Container.Bind> binds =
          ImmutableList.<Container.Bind>builder().addAll(files).addAll(mounts.finish()).build();
      Path containerDirectory = Files.createDirectory(directory.resolve("container"));
      if (!process.secrets().isEmpty() && context.canMount()) {
        mounts.keepInMemory(containerDirectory);
      }
      Container container =
          new Container(
              context.containerId(id),
              made.merged(),
              containerDirectory,
              process.args(),
              withoutSecrets(env, process.secrets()),
              ImmutableMap.copyOf(Maps.transformValues(process.secrets(), SecretValue::text)),
              process.cwd(),
              user.with(request.edits().groups()),
              request.surroundings(),
              network.namespace(),
              cgroups.directories(),
              binds,
              false,
              Optional.empty());
      int exitStatus = runOrExplain(container, new ProgramLookup(root), traces);
      Optional<String> killed = cgroups.memoryNote();
      killed.ifPresent(output::note);
      if (killed.isPresent() && exitStatus == 0) {
        exitStatus = KILLED; // a shell that lost a part of a pipe is content all the same
      }
      if (exitStatus != 0 && request.shell().isPresent()) {
        show(request.shell().get(), container, exitStatus, root, traces);
      }
      return exitStatus;
    }
  }

  private int runOrExplain(Container container, ProgramLookup lookup, HookTraces traces)
      throws IOException, InterruptedException {
    String program = container.args().getFirst();
    Optional<ProgramLookup.Failure> problem =
        lookup.problem(program, container.cwd(), container.env());
    if (problem.isEmpty() || isMounted(program, container.binds())) {
      return new ContainerRun(context, request.edits().hooks(), traces, output, cancellation)
          .run(container);
    }
    output.note(problem.get().message());
    return problem.get().exitStatus();
  }

  /** Where the command failed: what it was given and what it left. */
  private void show(
      FailureShell shell, Container failed, int exitStatus, DirectoryHandle root, HookTraces traces)
      throws IOException, InterruptedException {
    Optional<Container> container = RootShell.of(shell, failed, root);
    if (container.isEmpty()) {
      output.note("no shell can be opened: the root has none of " + RootShell.PROGRAMS);
      return;
    }
    cancellation.onCancel(Thread.currentThread()::interrupt);
    channel.send(new Message.ShellWanted(id, exitStatus));
    shellMayOpen.await();
    int _ =
        new ContainerRun(context, ImmutableList.of(), traces, output, cancellation)
            .run(container.get());
  }

  private static ImmutableMap<String, String> withoutSecrets(
      ImmutableMap<String, String> env, ImmutableMap<String, SecretValue> secrets) {
    return ImmutableMap.copyOf(Maps.filterKeys(env, name -> !secrets.containsKey(name)));
  }

  private static boolean isMounted(String program, List<Container.Bind> binds) {
    return binds.stream().anyMatch(bind -> bind.target().equals(program));
  }

  private static void checkMapped(ResolvedUser user) throws IOException {
    if (!KnownIds.have(user.uid(), user.gid())) {
      throw new InvalidUserException("the user " + user.uid() + ":" + user.gid() + KnownIds.lack());
    }
  }

  private static void checkMapped(List<Integer> groups) throws IOException {
    for (int group : groups) {
      if (!IdMap.ofGroups().has(group)) {
        throw new DeviceException("the device's group " + group + KnownIds.lack());
      }
    }
  }

  private static ImmutableMap<String, String> withDefaults(
      Map<String, String> env, ResolvedUser user) {
    Map<String, String> all = new LinkedHashMap<>(env);
    all.putIfAbsent("PATH", ProgramLookup.DEFAULT_PATH);
    all.putIfAbsent("HOME", user.home());
    return ImmutableMap.copyOf(all);
  }

  private LayerSummary writeLayer(WritableRoot made, Untouched untouched) throws IOException {
    StepClock clock = new StepClock(made.made(), request.timestamp());
    OutputStream file = Files.newOutputStream(request.layerFile());
    try (LayerWriter writer = LayerWriter.to(file, request.compression())) {
      made.writeChanges(writer, untouched, clock);
      WrittenLayer layer = writer.finish();
      return LayerSummary.send(layer, LayerSummary.indexFile(request.layerFile()));
    }
  }
}
