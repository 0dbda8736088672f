package dev.jbuild.cli.progress;

import dev.jbuild.builder.event.BuildEvent;
import dev.jbuild.cli.text.ByteSize;
import dev.jbuild.cli.text.Elapsed;
import dev.jbuild.oci.Digest;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line for each thing that happens, in the form of {@code docker build --progress=plain}: steps
 * are numbered as they are shown, their lines carry the number, and a step's name stands again
 * where its lines go on after those of another. A step that starts beside another is shown when it
 * has something to tell or has run for a while: cached ones then stand in one piece each.
 */
public final class PlainView implements ProgressView {
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final PrintStream out;
  private final Steps steps = new Steps();
  private final Warnings warnings = new Warnings();
  private final Map<Digest, Integer> numbers = new HashMap<>();
  private final Set<Step> unshown = new LinkedHashSet<>();
  private @Nullable Step current;

  public PlainView(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void emit(BuildEvent event) {
    showThoseThatTakeLong(event.at());
    switch (event) {
      case BuildEvent.Planned planned -> steps.plan(planned);
      case BuildEvent.Started started -> start(steps.get(started.vertex()), started.at());
      case BuildEvent.Completed completed -> complete(steps.get(completed.vertex()), completed);
      case BuildEvent.Progress progress -> progress(steps.get(progress.vertex()), progress);
      case BuildEvent.Log log -> log(steps.get(log.vertex()), log);
      case BuildEvent.ShellOpens _, BuildEvent.ShellClosed _ -> {}
      case BuildEvent.Warning warning -> warnings.add(warning);
    }
    out.flush();
  }

  private void start(Step step, Instant at) {
    step.start(at);
    if (current == null) {
      heading(step);
    } else {
      unshown.add(step);
    }
  }

  private void showThoseThatTakeLong(Instant now) {
    unshown.stream()
        .filter(step -> step.elapsed(now).compareTo(PATIENCE) >= 0)
        .toList()
        .forEach(this::heading);
  }

  private void complete(Step step, BuildEvent.Completed event) {
    step.complete(event);
    step.log().flush().forEach(line -> logLine(step, event.at(), line));
    line(step, outcome(step, event));
    out.println();
    current = null;
    unshown.stream().findFirst().ifPresent(this::heading);
  }

  private static String outcome(Step step, BuildEvent.Completed event) {
    Optional<String> error = event.error();
    if (error.isPresent()) {
      return "ERROR: " + error.get();
    }
    return event.cached() ? "CACHED" : "DONE " + Elapsed.seconds(step.elapsed(event.at()));
  }

  private void progress(Step step, BuildEvent.Progress event) {
    boolean isNew = step.transfers().stream().noneMatch(known -> known.id().equals(event.id()));
    Transfer transfer = step.progress(event);
    if (isNew || event.done()) {
      line(step, transferLine(transfer));
    }
  }

  private static String transferLine(Transfer transfer) {
    StringBuilder text = new StringBuilder(transfer.id());
    if (transfer.current() > 0 || transfer.total().isPresent()) {
      text.append(' ').append(ByteSize.of(transfer.current()));
      transfer.total().ifPresent(total -> text.append(" / ").append(ByteSize.of(total)));
    }
    if (transfer.done()) {
      Duration took = Duration.between(transfer.started(), transfer.updated());
      text.append(' ').append(Elapsed.seconds(took)).append(" done");
    }
    return text.toString();
  }

  private void log(Step step, BuildEvent.Log event) {
    step.start(event.at());
    step.log().add(LogBytes.of(event)).forEach(line -> logLine(step, event.at(), line));
  }

  private void logLine(Step step, Instant at, String line) {
    line(step, Elapsed.stamp(step.elapsed(at)) + " " + line);
  }

  private void line(Step step, String text) {
    heading(step);
    out.println(prefix(step) + text);
  }

  /** Says whose lines follow, unless that is clear. */
  private void heading(Step step) {
    if (step.equals(current)) {
      return;
    }
    if (current != null) {
      out.println(prefix(current) + "...");
      out.println();
    }
    out.println(prefix(step) + step.name());
    unshown.remove(step);
    current = step;
  }

  private String prefix(Step step) {
    return "#" + numbers.computeIfAbsent(step.vertex(), unseen -> numbers.size() + 1) + " ";
  }

  @Override
  public synchronized void close() {
    out.print(warnings.take());
    out.flush();
  }
}
