package dev.jbuild.sandbox.worker;

import dev.jbuild.sandbox.RootKind;
import dev.jbuild.sandbox.RuntimeChoice;
import dev.jbuild.sandbox.UserIds;
import dev.jbuild.sandbox.cgroup.Cgroups;
import dev.jbuild.sandbox.linux.Descendants;
import dev.jbuild.sandbox.linux.OverlayMode;
import dev.jbuild.sandbox.linux.TreeDeletion;
import dev.jbuild.sandbox.network.Networks;
import dev.jbuild.sandbox.protocol.Failure;
import dev.jbuild.sandbox.protocol.Message;
import dev.jbuild.sandbox.protocol.MessageChannel;
import dev.jbuild.sandbox.root.RootMaker;
import dev.jbuild.sandbox.root.RootSearch;
import dev.jbuild.sandbox.runtime.Runtimes;
import dev.jbuild.sandbox.unpack.LayerDirectories;
import dev.jbuild.sandbox.unpack.LayerForm;
import dev.jbuild.sandbox.unpack.LayerSearch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Serves the requests of one launcher, each on a thread of its own, until it closes. */
final class Worker {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final MessageChannel channel;
  private final Map<Long, RunTask> runs = new ConcurrentHashMap<>();
  private final Map<Long, Thread> threads = new ConcurrentHashMap<>();

  Worker(MessageChannel channel) {
    this.channel = channel;
  }

  void serve() throws IOException {
    Optional<Message> first = channel.receive();
    if (first.isEmpty()) {
      return;
    }
    if (!(first.get() instanceof Message.Configure configure)) {
      throw new IOException("the first message must say how to work, not " + first.get());
    }
    try (WorkerDirectory directory = WorkerDirectory.create(configure.temporary())) {
      serve(configure, directory);
    } catch (IOException | RuntimeException e) {
      channel.send(new Message.Failed(0, Failure.of(e)));
    }
  }

  private void serve(Message.Configure configure, WorkerDirectory directory) throws IOException {
    OverlayMode mode = OverlayMode.current();
    LayerForm form = form(configure);
    RootMaker roots =
        form == LayerForm.PLAIN
            ? RootSearch.withoutMounts(mode)
            : roots(configure.root(), new RootSearch(directory.path(), mode));
    LayerSearch layerSearch = new LayerSearch(directory.path(), mode, form);
    try (Cgroups cgroups = cgroups(form, directory.path());
        LayerDirectories layers = layerSearch.open(configure.layers());
        Runtimes runtimes = Runtimes.open(configure.runtime(), mode, directory.path());
        Networks networks = networks(form, directory.path())) {
      if (form == LayerForm.PLAIN) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::endAtOnce));
      }
      channel.send(new Message.Ready());
      Thread.ofPlatform()
          .daemon()
          .start(() ->
              logged("leftovers", () -> directory.removeOthersThatDied(cgroups::removeRecordedIn)));
      serve(
          new WorkerContext(
              directory.path(), roots, runtimes, networks, cgroups, form, layers, turns(form)));
      endAll();
    }
  }

  private static LayerForm form(Message.Configure configure) {
    if (configure.runtime() == RuntimeChoice.CHROOT) {
      return LayerForm.PLAIN;
    }
    return configure.ids() == UserIds.ONE ? LayerForm.ONE_OWNER : LayerForm.USUAL;
  }

  private static RootMaker roots(Optional<RootKind> wanted, RootSearch search) throws IOException {
    return wanted.isPresent() ? search.only(wanted.get()) : search.best();
  }

  private static Cgroups cgroups(LayerForm form, Path directory) throws IOException {
    return form == LayerForm.PLAIN ? Cgroups.inPlace(directory) : Cgroups.open(directory);
  }

  private static Networks networks(LayerForm form, Path directory) {
    return form == LayerForm.PLAIN
        ? Networks.shared("--isolation=chroot makes no namespaces")
        : new Networks(directory);
  }

  private static Semaphore turns(LayerForm form) {
    return new Semaphore(form == LayerForm.PLAIN ? 1 : Integer.MAX_VALUE);
  }

  private void serve(WorkerContext context) throws IOException {
    Optional<Message> next = channel.receive();
    while (next.isPresent()) {
      handle(context, next.get());
      next = channel.receive();
    }
  }

  private void handle(WorkerContext context, Message message) throws IOException {
    switch (message) {
      case Message.Run run -> start(context, run);
      case Message.Cancel(long id) ->
          running(id).ifPresent(run -> Thread.ofPlatform().daemon().start(run::cancel));
      case Message.OpenShell(long id) -> running(id).ifPresent(RunTask::openShell);
      case Message.Delete delete -> answer(delete.id(), () -> delete(delete), () -> {});
      case Message.AskNetwork(long id) -> answer(id, () -> network(context, id), () -> {});
      case Message.Copy copy -> answer(copy.id(), () -> copy(copy), () -> {});
      case Message.Configure _, Message.Reply _ ->
          throw new IOException("not a request: " + message);
    }
  }

  private Optional<RunTask> running(long id) {
    return Optional.ofNullable(runs.get(id));
  }

  private void start(WorkerContext context, Message.Run run) {
    RunTask task = new RunTask(context, run.id(), run.request(), channel);
    runs.put(run.id(), task);
    answer(run.id(), task::run, () -> runs.remove(run.id()));
  }

  private static Message.Deleted delete(Message.Delete delete) throws IOException {
    TreeDeletion.delete(delete.directory());
    return new Message.Deleted(delete.id());
  }

  private static Message.DefaultNetwork network(WorkerContext context, long id)
      throws InterruptedException {
    return new Message.DefaultNetwork(id, context.networks().whyShared());
  }

  private static Message.Copied copy(Message.Copy copy) throws IOException {
    TransferredTree.make(copy.transfer());
    return new Message.Copied(copy.id());
  }

  /** Work that ends in an answer. */
  private interface Task {
    Message.Answer run() throws IOException, InterruptedException;
  }

  private void answer(long id, Task task, Runnable afterwards) {
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("request-" + id)
            .unstarted(() -> {
              Message.Answer answer = result(id, task);
              afterwards.run();
              threads.remove(id);
              logged("answer " + id, () -> channel.send(answer));
            });
    threads.put(id, thread);
    thread.start();
  }

  private static Message.Answer result(long id, Task task) {
    try {
      return task.run();
    } catch (IOException | RuntimeException | InterruptedException e) {
      return new Message.Failed(id, Failure.of(e));
    }
  }

  /** When told to: nobody is to take for a result what becomes of the commands then. */
  private void endAtOnce() {
    logged("closing", channel::endSending);
    Descendants.killAll();
  }

  /** Kills what still runs and waits, but not for ever, until it has cleaned up. */
  private void endAll() {
    runs.values().forEach(RunTask::cancel);
    for (Thread thread : threads.values()) {
      try {
        thread.join(PATIENCE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private interface Action {
    void run() throws IOException;
  }

  private static void logged(String what, Action action) {
    try {
      action.run();
    } catch (IOException e) {
      System.err.println(what + ": " + e);
    }
  }
}
