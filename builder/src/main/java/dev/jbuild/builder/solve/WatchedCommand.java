package dev.jbuild.builder.solve;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.failure.FailedCommand;
import dev.jbuild.builder.graph.Operation;
import dev.jbuild.sandbox.RunOutput;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Lock;

/** What a command does while it runs, told as events; remembers how its output ended. */
final class WatchedCommand implements RunOutput {
  private static final int KEPT = 20;
  private static final int LONGEST = 4096;

  private final Operation.Run run;
  private final VertexEvents events;
  private final Lock terminal;
  private final Deque<String> lines = new ArrayDeque<>();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  /**
   * Watches one run.
   *
   * @param terminal held while a shell has the terminal
   */
  WatchedCommand(Operation.Run run, VertexEvents events, Lock terminal) {
    this.run = run;
    this.events = events;
    this.terminal = terminal;
  }

  @Override
  public void print(byte[] bytes, int offset, int length) {
    events.log(1, bytes, offset, length);
    remember(bytes, offset, length);
  }

  @Override
  public void shellOpens(int exitStatus) throws InterruptedException {
    terminal.lockInterruptibly();
    events.shellOpens(failed(exitStatus));
  }

  @Override
  public void shellClosed() {
    events.shellClosed();
    terminal.unlock();
  }

  /** How it failed. */
  synchronized FailedCommand failed(int exitStatus) {
    if (line.size() > 0) {
      endLine();
    }
    String command = String.join(" ", run.arguments());
    return new FailedCommand(command, exitStatus, ImmutableList.copyOf(lines));
  }

  private synchronized void remember(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (bytes[i] == '\n') {
        endLine();
      } else if (line.size() < LONGEST) {
        line.write(bytes[i]);
      }
    }
  }

  private void endLine() {
    lines.add(line.toString(UTF_8));
    line.reset();
    if (lines.size() > KEPT) {
      lines.removeFirst();
    }
  }
}
