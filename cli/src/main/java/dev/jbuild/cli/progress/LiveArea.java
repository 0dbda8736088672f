package dev.jbuild.cli.progress;

import dev.jbuild.cli.text.Elapsed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The lines below the finished steps: what is going on now. Fits on the terminal. */
final class LiveArea {
  private static final int MOST_DETAILS = 6;

  private LiveArea() {}

  static List<String> lines(
      String title, Steps steps, Duration total, Instant now, TerminalSize size, Style style) {
    StepLines stepLines = new StepLines(style, size.columns());
    List<Step> running = steps.running();
    int room = size.rows() - 2;
    if (running.size() > room) {
      room--;
    }
    int shown = Math.min(running.size(), room);
    int details = shown == 0 ? 0 : Math.min(MOST_DETAILS, (room - shown) / shown);
    List<String> lines = new ArrayList<>();
    lines.add(stepLines.cut(heading(title, steps, total)));
    for (Step step : running.subList(0, shown)) {
      lines.addAll(stepLines.running(step, now, details));
    }
    if (shown < running.size()) {
      lines.add(style.faint("  and " + (running.size() - shown) + " more"));
    }
    return lines;
  }

  private static String heading(String title, Steps steps, Duration total) {
    return "Building "
        + (title.isEmpty() ? "" : title + "  ")
        + Elapsed.of(total)
        + "  "
        + steps.finished()
        + "/"
        + steps.count()
        + " steps";
  }
}
