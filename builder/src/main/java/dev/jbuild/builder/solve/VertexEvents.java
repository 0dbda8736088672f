package dev.jbuild.builder.solve;

import com.google.common.io.ByteSource;
import dev.jbuild.builder.event.BuildEvent;
import dev.jbuild.builder.event.EventSink;
import dev.jbuild.builder.failure.FailedCommand;
import dev.jbuild.builder.failure.Place;
import dev.jbuild.oci.Digest;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.diagnostic.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/** Tells of one step. */
public final class VertexEvents {
  private final Digest vertex;
  private final EventSink sink;
  private final Optional<Place> place;
  private final Runnable notCached;

  public VertexEvents(Digest vertex, EventSink sink) {
    this(vertex, sink, Optional.empty(), () -> {});
  }

  /**
   * Tells of a step of a Dockerfile.
   *
   * @param place empty for a step that does not stand in it
   * @param notCached is done where the step's result is not known
   */
  VertexEvents(Digest vertex, EventSink sink, Optional<Place> place, Runnable notCached) {
    this.vertex = vertex;
    this.sink = sink;
    this.place = place;
    this.notCached = notCached;
  }

  public void started() {
    sink.emit(new BuildEvent.Started(Instant.now(), vertex));
  }

  public void completed(boolean cached) {
    sink.emit(new BuildEvent.Completed(Instant.now(), vertex, cached, Optional.empty()));
  }

  public void failed(String error) {
    sink.emit(new BuildEvent.Completed(Instant.now(), vertex, false, Optional.of(error)));
  }

  /** How far a part of the step is, in bytes. */
  public void progress(String part, long current, OptionalLong total, boolean done) {
    sink.emit(new BuildEvent.Progress(Instant.now(), vertex, part, current, total, done));
  }

  /** A line to read for those who look closely. */
  public void say(String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    log(2, bytes, 0, bytes.length);
  }

  /** The step has to be done. */
  void isNotCached() {
    notCached.run();
  }

  /** The same step is being done. */
  void waitsForStep(boolean byThisBuild) {
    say(
        byThisBuild
            ? "waiting for the same step in another stage"
            : "waiting for another jbuild that does this step");
  }

  /** A cache mount is in use. */
  void waitsForCache(String id, boolean byThisBuild) {
    String who = byThisBuild ? "another step" : "another jbuild";
    say("waiting for the cache mount \"" + id + "\", which " + who + " has for itself");
  }

  /** Something that is probably not meant, but that stops nothing. */
  void warn(String message) {
    if (place.isEmpty()) {
      say("warning: " + message);
      return;
    }
    Place at = place.get();
    Diagnostic warning =
        new Diagnostic(Severity.WARNING, at.span(), message, Optional.empty(), Optional.empty());
    sink.emit(new BuildEvent.Warning(Instant.now(), at.source(), warning));
  }

  void shellOpens(FailedCommand failed) {
    sink.emit(new BuildEvent.ShellOpens(Instant.now(), vertex, failed));
  }

  void shellClosed() {
    sink.emit(new BuildEvent.ShellClosed(Instant.now(), vertex));
  }

  /** Output: stream 1 of a command, 2 of our own. */
  void log(int stream, byte[] bytes, int offset, int length) {
    byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
    sink.emit(new BuildEvent.Log(Instant.now(), vertex, stream, ByteSource.wrap(copy)));
  }
}
