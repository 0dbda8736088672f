package dev.jbuild.cli.progress;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Cuts the output of a command into lines, and remembers the last ones. Bytes that are no UTF-8
 * become replacement characters; a line beyond 64 KiB is cut there.
 */
final class LogLines {
  private static final int REMEMBERED = 10;
  private static final int LONGEST = 64 * 1024;

  private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
  private final Deque<String> last = new ArrayDeque<>();

  /** Adds output and gives the lines that it finished, without their ends. */
  List<String> add(byte[] output) {
    List<String> finished = new ArrayList<>();
    for (byte next : output) {
      if (next == '\n' || unfinished.size() >= LONGEST) {
        finished.add(take());
      }
      if (next != '\n') {
        unfinished.write(next);
      }
    }
    finished.forEach(this::remember);
    return finished;
  }

  /** What came after the last line end, if anything; it is not remembered again. */
  List<String> flush() {
    if (unfinished.size() == 0) {
      return List.of();
    }
    String line = take();
    remember(line);
    return List.of(line);
  }

  /** The last lines, the unfinished one included: at most {@code count}, at most ten. */
  List<String> tail(int count) {
    List<String> lines = new ArrayList<>(last);
    if (unfinished.size() > 0) {
      lines.add(unfinished.toString(StandardCharsets.UTF_8));
    }
    return lines.subList(Math.max(0, lines.size() - count), lines.size());
  }

  private String take() {
    String line = unfinished.toString(StandardCharsets.UTF_8);
    unfinished.reset();
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  private void remember(String line) {
    last.addLast(line);
    if (last.size() > REMEMBERED) {
      last.removeFirst();
    }
  }
}
