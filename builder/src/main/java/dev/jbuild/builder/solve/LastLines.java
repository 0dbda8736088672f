package dev.jbuild.builder.solve;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import dev.jbuild.sandbox.RunOutput;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/** Passes a command's output on as events, and remembers how it ended. */
final class LastLines implements RunOutput {
  private static final int KEPT = 20;
  private static final int LONGEST = 4096;

  private final VertexEvents events;
  private final Deque<String> lines = new ArrayDeque<>();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  LastLines(VertexEvents events) {
    this.events = events;
  }

  @Override
  public void print(byte[] bytes, int offset, int length) {
    events.log(1, bytes, offset, length);
    remember(bytes, offset, length);
  }

  /** The last lines, oldest first. */
  synchronized ImmutableList<String> lines() {
    if (line.size() > 0) {
      endLine();
    }
    return ImmutableList.copyOf(lines);
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
