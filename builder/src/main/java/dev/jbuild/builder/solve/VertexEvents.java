package dev.jbuild.builder.solve;

import com.google.common.io.ByteSource;
import dev.jbuild.builder.event.BuildEvent;
import dev.jbuild.builder.event.EventSink;
import dev.jbuild.oci.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/** Tells of one step. */
public final class VertexEvents {
  private final Digest vertex;
  private final EventSink sink;

  public VertexEvents(Digest vertex, EventSink sink) {
    this.vertex = vertex;
    this.sink = sink;
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

  /** Output of a command: stream 1 or 2. */
  void log(int stream, byte[] bytes, int offset, int length) {
    byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
    sink.emit(new BuildEvent.Log(Instant.now(), vertex, stream, ByteSource.wrap(copy)));
  }
}
