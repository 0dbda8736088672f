package dev.jbuild.sandbox;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.jbuild.oci.layer.WrittenLayer;
import dev.jbuild.sandbox.linux.Errno;
import dev.jbuild.sandbox.linux.SyscallException;
import dev.jbuild.sandbox.linux.TreeDeletion;
import dev.jbuild.sandbox.protocol.LayerSummary;
import dev.jbuild.sandbox.protocol.Message;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Runs commands in a worker process that lives in its own namespaces. The worker starts with the
 * first run and serves all of them, in parallel if asked; when this process dies, the worker and
 * all it started die with it.
 */
public final class Sandbox implements AutoCloseable {
  private final SandboxSettings settings;
  private @Nullable FutureTask<WorkerConnection> worker;

  /** Starts nothing yet. */
  public Sandbox(SandboxSettings settings) {
    this.settings = settings;
  }

  /**
   * Begins to start the worker, and does not wait for it: for when a run is to be expected. Does
   * nothing where it runs already. Why it did not start, the run says.
   */
  public void prepare() {
    FutureTask<WorkerConnection> _ = starting();
  }

  private synchronized FutureTask<WorkerConnection> starting() {
    FutureTask<WorkerConnection> start = worker;
    if (start == null || isOver(start)) {
      start = new FutureTask<>(() -> WorkerConnection.open(settings));
      worker = start;
      Thread.ofPlatform().daemon().name("sandbox-start").start(start);
    }
    return start;
  }

  private static boolean isOver(FutureTask<WorkerConnection> start) {
    return start.isDone()
        && (start.state() != Future.State.SUCCESS || !start.resultNow().isAlive());
  }

  private WorkerConnection worker() throws IOException, InterruptedException {
    try {
      return starting().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e);
    }
  }

  /**
   * Runs the command to its end and writes what it changed as a layer. Interrupting the thread
   * kills the command and its children.
   *
   * @throws SandboxException when it could not be run; a command that fails is a result
   */
  public RunResult run(RunRequest request, RunOutput output)
      throws IOException, InterruptedException {
    WorkerConnection worker = worker();
    long id = worker.newId();
    BlockingQueue<Message.Answer> answers = worker.request(id, new Message.Run(id, request));
    try {
      return result(request, await(worker, answers, output));
    } catch (InterruptedException e) {
      worker.send(new Message.Cancel(id));
      while (!hasEnded(worker, answers)) {
        Thread.onSpinWait();
      }
      throw e;
    } finally {
      worker.forget(id);
    }
  }

  private static Message.Finished await(
      WorkerConnection worker, BlockingQueue<Message.Answer> answers, RunOutput output)
      throws IOException, InterruptedException {
    while (true) {
      switch (worker.next(answers)) {
        case Message.Output printed -> print(printed, output);
        case Message.ShellWanted wanted -> {
          return awaitShell(worker, answers, output, wanted);
        }
        case Message.Finished finished -> {
          return finished;
        }
        case Message.Failed failed -> throw failed.failure().exception();
        case Message.Deleted _, Message.Copied _, Message.DefaultNetwork _ ->
            throw new WorkerException("the worker mixed up its answers");
      }
    }
  }

  private static Message.Finished awaitShell(
      WorkerConnection worker,
      BlockingQueue<Message.Answer> answers,
      RunOutput output,
      Message.ShellWanted wanted)
      throws IOException, InterruptedException {
    output.shellOpens(wanted.exitStatus());
    try {
      worker.send(new Message.OpenShell(wanted.id()));
      return await(worker, answers, output);
    } finally {
      output.shellClosed();
    }
  }

  private static void print(Message.Output printed, RunOutput output) throws IOException {
    byte[] bytes = printed.bytes().read();
    output.print(bytes, 0, bytes.length);
  }

  /** Whether a run that was cancelled has come to its end, whatever it is. */
  private static boolean hasEnded(WorkerConnection worker, BlockingQueue<Message.Answer> answers)
      throws IOException {
    try {
      Message.Answer answer = worker.next(answers);
      return answer instanceof Message.Finished || answer instanceof Message.Failed;
    } catch (InterruptedException again) {
      return false;
    } catch (WorkerException died) {
      return true;
    }
  }

  private static RunResult result(RunRequest request, Message.Finished finished)
      throws IOException {
    Optional<LayerSummary> summary = finished.layer();
    if (summary.isEmpty()) {
      return new RunResult(finished.exitStatus(), Optional.empty());
    }
    WrittenLayer layer = summary.get().receive(LayerSummary.indexFile(request.layerFile()));
    return new RunResult(finished.exitStatus(), Optional.of(layer));
  }

  /**
   * Deletes a directory tree whose files may belong to sub-ids. Does nothing if it is not there.
   */
  public void deleteTree(Path directory) throws IOException {
    if (isDeletedWithoutWorker(directory)) {
      return;
    }
    try {
      Message.Answer _ = ask(id -> new Message.Delete(id, directory.toAbsolutePath()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while deleting " + directory);
    }
  }

  private static boolean isDeletedWithoutWorker(Path directory) throws IOException {
    try {
      TreeDeletion.delete(directory);
      return true;
    } catch (SyscallException e) {
      if (!e.is(Errno.EACCES) && !e.is(Errno.EPERM)) {
        throw e;
      }
      return false;
    }
  }

  /** Copies a directory tree whose files may belong to sub-ids, or are to do so. */
  public void copyTree(TreeTransfer transfer) throws IOException, InterruptedException {
    Message.Answer _ = ask(id -> new Message.Copy(id, transfer));
  }

  /**
   * Why {@link Network#DEFAULT} is the machine's own network; empty where each run has one of its
   * own.
   */
  Optional<String> whyNetworkIsShared() throws IOException, InterruptedException {
    return ask(Message.AskNetwork::new) instanceof Message.DefaultNetwork network
        ? network.whyShared()
        : Optional.empty();
  }

  private Message.Answer ask(LongFunction<Message.Request> request)
      throws IOException, InterruptedException {
    WorkerConnection connected = worker();
    long id = connected.newId();
    try {
      BlockingQueue<Message.Answer> answers = connected.request(id, request.apply(id));
      Message.Answer answer = connected.next(answers);
      if (answer instanceof Message.Failed failed) {
        throw failed.failure().exception();
      }
      return answer;
    } finally {
      connected.forget(id);
    }
  }

  /** Ends the worker; runs under way fail. */
  @Override
  public void close() {
    FutureTask<WorkerConnection> start;
    synchronized (this) {
      start = worker;
      worker = null;
    }
    if (start != null && hasStarted(start)) {
      start.resultNow().close();
    }
  }

  /** Waits for its end, also when interrupted: nobody else could end what is just being started. */
  private static boolean hasStarted(FutureTask<WorkerConnection> start) {
    try {
      Uninterruptibles.getUninterruptibly(start);
      return true;
    } catch (ExecutionException e) {
      return false; // the run that needed it was told why
    }
  }
}
