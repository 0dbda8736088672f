package dev.jbuild.cli.progress;

import dev.jbuild.cli.text.ByteSize;
import dev.jbuild.cli.text.Elapsed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The lines that show one step, no wider than the terminal. */
final class StepLines {
  private static final String INDENT = "    ";
  private final Style style;
  private final int columns;

  StepLines(Style style, int columns) {
    this.style = style;
    this.columns = columns;
  }

  /** The one line of a step that is over. */
  String finished(Step step) {
    String took = Elapsed.of(step.elapsed(Instant.MAX));
    if (step.isFailed()) {
      return style.failed(fit(style.failedMark() + " " + name(step), "ERROR " + took));
    }
    String line = fit(style.doneMark() + " " + name(step), step.isCached() ? "cached" : took);
    return step.isCached()
        ? style.faint(line)
        : style.done(line.substring(0, 1)) + line.substring(1);
  }

  /** The line of a running step, then at most so many of what it is doing. */
  List<String> running(Step step, Instant now, int details) {
    Duration elapsed = step.elapsed(now);
    String mark = style.spinner(elapsed.toMillis() / 100);
    String line = fit(mark + " " + name(step), bytes(step) + Elapsed.of(elapsed));
    List<String> lines = new ArrayList<>();
    lines.add(style.running(line.substring(0, 1)) + line.substring(1));
    details(step, details).forEach(text -> lines.add(style.faint(cut(INDENT + text))));
    return lines;
  }

  private List<String> details(Step step, int count) {
    List<String> lines = new ArrayList<>();
    for (Transfer transfer : step.transfers()) {
      if (!transfer.done() && lines.size() < count) {
        lines.add(transfer(transfer));
      }
    }
    for (String line : step.log().tail(count - lines.size())) {
      lines.add(TerminalText.visible(line));
    }
    return lines;
  }

  private static String transfer(Transfer transfer) {
    StringBuilder text = new StringBuilder(shortened(transfer.id()));
    if (transfer.current() > 0 || transfer.total().isPresent()) {
      text.append("  ").append(ByteSize.of(transfer.current()));
    }
    transfer.total().ifPresent(total -> total(text, transfer.current(), total));
    if (transfer.rate() > 0) {
      text.append("  ").append(ByteSize.of(transfer.rate())).append("/s");
    }
    return text.toString();
  }

  private static void total(StringBuilder text, long current, long total) {
    text.append(" / ").append(ByteSize.of(total));
    if (total > 0) {
      text.append("  ").append(Math.min(100, current * 100 / total)).append('%');
    }
  }

  /** A digest's first twelve digits are enough for people. */
  private static String shortened(String id) {
    return id.replaceAll("(sha256:[0-9a-f]{12})[0-9a-f]{52}", "$1");
  }

  /** The bytes of all parts together, where a step has several. */
  private static String bytes(Step step) {
    List<Transfer> transfers = step.transfers();
    long total = transfers.stream().mapToLong(part -> part.total().orElse(0)).sum();
    if (transfers.size() < 2 || total == 0) {
      return "";
    }
    long current = transfers.stream().mapToLong(Transfer::current).sum();
    return ByteSize.of(current) + " / " + ByteSize.of(total) + "  ";
  }

  private static String name(Step step) {
    return TerminalText.visible(step.name().replace('\n', ' '));
  }

  /** Text at the left, cut if need be, and text at the right edge. */
  private String fit(String left, String right) {
    int room = columns - TerminalText.cells(right) - 2;
    String shown = TerminalText.cut(left, room, style.ellipsis());
    return shown + " ".repeat(room - TerminalText.cells(shown) + 1) + right;
  }

  String cut(String text) {
    return TerminalText.cut(text, columns - 1, style.ellipsis());
  }
}
