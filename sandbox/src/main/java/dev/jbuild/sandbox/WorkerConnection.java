package dev.jbuild.sandbox;

import dev.jbuild.sandbox.protocol.Message;
import dev.jbuild.sandbox.protocol.MessageChannel;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A worker process that is ready, and the requests under way in it. */
final class WorkerConnection implements AutoCloseable {
  private static final int QUEUED = 256;
  private static final int SECONDS_TO_END = 10;

  private final Process process;
  private final MessageChannel channel;
  private final OutputTail stderr;
  private final AtomicLong ids = new AtomicLong();
  private final Map<Long, BlockingQueue<Message.Answer>> requests = new ConcurrentHashMap<>();
  private volatile boolean ended;

  private WorkerConnection(Process process) {
    this.process = process;
    this.stderr = new OutputTail(process.getErrorStream());
    this.channel =
        new MessageChannel(
            new BufferedInputStream(process.getInputStream()),
            new BufferedOutputStream(process.getOutputStream()));
  }

  /** Starts a worker and waits until it is ready. */
  static WorkerConnection open(SandboxSettings settings) throws IOException, InterruptedException {
    Process process = WorkerCommand.process(WorkerCommand.of(settings)).start();
    WorkerConnection connection = new WorkerConnection(process);
    try {
      connection.configure(settings);
    } catch (IOException | InterruptedException e) {
      process.destroyForcibly();
      throw e;
    }
    Thread.ofPlatform().daemon().name("sandbox").start(connection::receiveAll);
    return connection;
  }

  private void configure(SandboxSettings settings) throws IOException, InterruptedException {
    Optional<Message> answer;
    try {
      channel.send(
          new Message.Configure(
              settings.runtime(),
              settings.ids(),
              settings.temporary().toAbsolutePath(),
              settings.root(),
              settings.layers()));
      answer = channel.receive();
    } catch (IOException e) {
      answer = Optional.empty();
    }
    switch (answer.orElse(null)) {
      case null -> throw StartFailure.of(process.waitFor(), stderr.await());
      case Message.Ready _ -> {}
      case Message.Failed failed -> throw failed.failure().exception();
      case Message other -> throw new WorkerException("the worker began with " + other);
    }
  }

  boolean isAlive() {
    return !ended && process.isAlive();
  }

  long newId() {
    return ids.incrementAndGet();
  }

  /** Sends a request; its answers can be taken from the queue. */
  BlockingQueue<Message.Answer> request(long id, Message.Request request) throws IOException {
    BlockingQueue<Message.Answer> answers = new LinkedBlockingQueue<>(QUEUED);
    requests.put(id, answers);
    try {
      channel.send(request);
    } catch (IOException e) {
      requests.remove(id);
      throw new WorkerException("the sandbox worker is gone: " + e.getMessage());
    }
    return answers;
  }

  /** The next answer. Throws WorkerException when the worker has died. */
  Message.Answer next(BlockingQueue<Message.Answer> answers)
      throws IOException, InterruptedException {
    while (true) {
      Message.Answer answer = answers.poll(100, TimeUnit.MILLISECONDS);
      if (answer != null) {
        return answer;
      }
      if (ended && answers.isEmpty()) {
        throw new WorkerException(
            "the sandbox worker died with exit status "
                + process.waitFor()
                + ": "
                + stderr.await().strip());
      }
    }
  }

  void forget(long id) {
    requests.remove(id);
  }

  /** Says something of a request that is under way. */
  void send(Message.Request message) throws IOException {
    channel.send(message);
  }

  private void receiveAll() {
    try {
      Optional<Message> next = channel.receive();
      while (next.isPresent()) {
        if (next.get() instanceof Message.Answer answer) {
          deliver(answer);
        }
        next = channel.receive();
      }
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ended = true;
  }

  private void deliver(Message.Answer answer) throws InterruptedException {
    BlockingQueue<Message.Answer> answers = requests.get(answer.id());
    if (answers != null) {
      answers.put(answer);
    }
  }

  /** Lets the worker clean up and end; kills it when it takes too long. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        return;
      }
    } catch (IOException e) {
      ended = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
