package dev.jbuild.cli.progress;

import dev.jbuild.builder.event.BuildEvent;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A terminal view: each finished step is a line that stays; below them stand the running ones with
 * elapsed time, bytes and the last lines of their output, redrawn ten times a second.
 */
public final class TtyView implements ProgressView {
  private static final long FRAME_MILLIS = 100;
  private static final int FRAMES_PER_MEASURE = 10;
  private static final String CURSOR_OFF_WRAP_OFF = "\u001b[?25l\u001b[?7l";
  private static final String CURSOR_ON_WRAP_ON = "\u001b[?7h\u001b[?25h";
  private static final String CLEAR_REST_OF_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";

  private final PrintStream out;
  private final Terminal terminal;
  private final Style style;
  private final String title;
  private final Clock clock;
  private final Steps steps = new Steps();
  private final Warnings warnings = new Warnings();
  private final List<String> lasting = new ArrayList<>();
  private TerminalSize size = TerminalSize.DEFAULT;
  private int drawnLines;
  private boolean closed;
  private boolean away;
  private @Nullable Instant began;
  private @Nullable Thread painter;

  /**
   * @param title what is being built, as the user named it; may be empty
   */
  public TtyView(PrintStream out, Terminal terminal, Style style, String title, Clock clock) {
    this.out = out;
    this.terminal = terminal;
    this.style = style;
    this.title = title;
    this.clock = clock;
  }

  /** Begins to draw in a thread of its own until the view is closed. */
  public synchronized TtyView start() {
    if (painter == null) {
      painter = Thread.ofPlatform().daemon().name("progress").start(this::paint);
    }
    return this;
  }

  @Override
  public synchronized void emit(BuildEvent event) {
    if (began == null) {
      began = event.at();
    }
    switch (event) {
      case BuildEvent.Planned planned -> steps.plan(planned);
      case BuildEvent.Started started -> steps.get(started.vertex()).start(started.at());
      case BuildEvent.Completed completed -> complete(completed);
      case BuildEvent.Progress progress -> {
        Step step = steps.get(progress.vertex());
        step.start(progress.at());
        step.progress(progress);
      }
      case BuildEvent.Log log -> {
        Step step = steps.get(log.vertex());
        step.start(log.at());
        step.log().add(LogBytes.of(log));
      }
      case BuildEvent.ShellOpens _ -> leave();
      case BuildEvent.ShellClosed _ -> away = false;
      case BuildEvent.Warning warning -> warnings.add(warning);
    }
  }

  private void complete(BuildEvent.Completed event) {
    Step step = steps.get(event.vertex());
    step.complete(event);
    lasting.add(stepLines().finished(step));
  }

  private StepLines stepLines() {
    return new StepLines(style, size.columns());
  }

  private void paint() {
    for (int frame = 0; !isClosed(); frame++) {
      if (frame % FRAMES_PER_MEASURE == 0) {
        measure();
      }
      draw();
      try {
        Thread.sleep(FRAME_MILLIS);
      } catch (InterruptedException closing) {
        return;
      }
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private void measure() {
    TerminalSize now = terminal.size();
    synchronized (this) {
      size = now;
    }
  }

  /** Draws one frame over the one before. */
  synchronized void draw() {
    if (!closed && !away && began != null) {
      Instant now = clock.instant();
      Duration total = Duration.between(began, now);
      put(LiveArea.lines(title, steps, total, now, size, style));
    }
  }

  private void put(List<String> live) {
    StringBuilder frame = new StringBuilder(drawnLines == 0 ? CURSOR_OFF_WRAP_OFF : "");
    if (drawnLines > 0) {
      frame.append("\r\u001b[").append(drawnLines).append('A');
    }
    lasting.forEach(line -> frame.append(line).append(CLEAR_REST_OF_LINE).append('\n'));
    live.forEach(line -> frame.append(line).append(CLEAR_REST_OF_LINE).append('\n'));
    out.print(frame.append(CLEAR_BELOW));
    out.flush();
    lasting.clear();
    drawnLines = live.size();
  }

  /** Takes the live lines away and gives the terminal back. */
  private void leave() {
    away = true;
    put(List.of());
    out.print(CURSOR_ON_WRAP_ON);
    out.flush();
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      leave();
      out.print(warnings.take());
      out.flush();
      if (painter != null) {
        painter.interrupt();
      }
    }
  }
}
