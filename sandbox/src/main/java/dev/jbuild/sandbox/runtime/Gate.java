package dev.jbuild.sandbox.runtime;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.jbuild.sandbox.linux.DirectoryHandle;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Where a container waits when all is mounted in it and its command has not begun, until it is let
 * through. For crun and runc it is a {@code createContainer} hook; the built-in runner runs it at
 * the same moment. It is a shell script that says who is waiting through one fifo and waits for the
 * answer at another; both are held open here, so neither side hangs when the other dies.
 */
public final class Gate implements AutoCloseable {
  private static final String SCRIPT =
      """
      read -r self _ _ parent _ < /proc/self/stat
      echo "$self $parent" > "${0%gate}arrived"
      read -r answer < "${0%gate}answer" && test "$answer" = go
      """;

  private static final Splitter WORDS = Splitter.on(' ');

  private final Path script;
  private final RandomAccessFile arrived;
  private final RandomAccessFile answer;
  private boolean isOver;

  /**
   * Who waits, by the numbers that processes have for the worker.
   *
   * @param member a process in all of the container's namespaces
   * @param container its first process
   */
  public record Arrival(long member, long container) {}

  private Gate(Path script, RandomAccessFile arrived, RandomAccessFile answer) {
    this.script = script;
    this.arrived = arrived;
    this.answer = answer;
  }

  /**
   * Makes one.
   *
   * @param directory where nothing else is; must exist
   */
  public static Gate in(Path directory) throws IOException {
    Path script = Files.writeString(directory.resolve("gate"), SCRIPT);
    try (DirectoryHandle handle = DirectoryHandle.open(directory)) {
      handle.makeFifo("arrived", 0600);
      handle.makeFifo("answer", 0600);
    }
    RandomAccessFile arrived = new RandomAccessFile(directory.resolve("arrived").toFile(), "rw");
    return new Gate(
        script, arrived, new RandomAccessFile(directory.resolve("answer").toFile(), "rw"));
  }

  /** What the container is to run. */
  ImmutableList<String> command() {
    return ImmutableList.of("/bin/sh", script.toString());
  }

  /** The shell script of it. */
  Path script() {
    return script;
  }

  /** Waits for the container; empty when its process ends before it comes here. */
  public Optional<Arrival> await(Process container) throws IOException {
    CompletableFuture<?> ended = container.onExit().thenRun(this::giveUp);
    List<String> words = WORDS.splitToList(arrived.readLine());
    ended.cancel(false);
    return words.size() == 2
        ? Optional.of(new Arrival(Long.parseLong(words.getFirst()), Long.parseLong(words.get(1))))
        : Optional.empty();
  }

  private synchronized void giveUp() {
    send(arrived, "");
  }

  /** Lets the container run its command. */
  public synchronized void open() {
    send(answer, "go");
  }

  /** Ends a container that waits here or will come here; does nothing to one that went through. */
  public synchronized void shut() {
    send(answer, "no");
  }

  private void send(RandomAccessFile fifo, String line) {
    if (isOver) {
      return;
    }
    try {
      fifo.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    isOver = true;
    arrived.close();
    answer.close();
  }
}
