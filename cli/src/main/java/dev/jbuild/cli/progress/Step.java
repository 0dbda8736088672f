package dev.jbuild.cli.progress;

import dev.jbuild.builder.event.BuildEvent;
import dev.jbuild.oci.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of one step so far. Not for use by several threads. */
final class Step {
  private final Digest vertex;
  private final String name;
  private final List<Digest> inputs;
  private final LogLines log = new LogLines();
  private final Map<String, Transfer> transfers = new LinkedHashMap<>();
  private @Nullable Instant started;
  private BuildEvent.@Nullable Completed completed;

  Step(Digest vertex, String name, List<Digest> inputs) {
    this.vertex = vertex;
    this.name = name;
    this.inputs = inputs;
  }

  Digest vertex() {
    return vertex;
  }

  String name() {
    return name;
  }

  List<Digest> inputs() {
    return inputs;
  }

  LogLines log() {
    return log;
  }

  Optional<Instant> started() {
    return Optional.ofNullable(started);
  }

  Optional<BuildEvent.Completed> completed() {
    return Optional.ofNullable(completed);
  }

  boolean isRunning() {
    return started != null && completed == null;
  }

  boolean isCached() {
    return completed != null && completed.cached();
  }

  boolean isFailed() {
    return completed != null && completed.error().isPresent();
  }

  /** From its start to its end, or to now while it runs; zero before it starts. */
  Duration elapsed(Instant now) {
    if (started == null) {
      return Duration.ZERO;
    }
    return Duration.between(started, completed == null ? now : completed.at());
  }

  List<Transfer> transfers() {
    return new ArrayList<>(transfers.values());
  }

  void start(Instant at) {
    if (started == null) {
      started = at;
    }
  }

  void complete(BuildEvent.Completed event) {
    start(event.at());
    completed = event;
  }

  Transfer progress(BuildEvent.Progress event) {
    return transfers.merge(event.id(), Transfer.first(event), (known, first) -> known.next(event));
  }
}
