package dev.jbuild.builder.solve;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.event.BuildEvent;
import dev.jbuild.builder.event.EventSink;
import dev.jbuild.builder.step.Fingerprint;
import dev.jbuild.oci.Digest;
import java.io.IOException;
import java.time.Instant;

/** Work beside the steps of a Dockerfile, such as a push, which is told of as if it were one. */
public final class Phase {
  private Phase() {}

  /**
   * What is done in it.
   *
   * @param <E> what else it may throw
   */
  @FunctionalInterface
  public interface Body<T, E extends Exception> {
    T run(VertexEvents tells) throws IOException, E;
  }

  /** Does the work and tells of its start and its end. */
  public static <T, E extends Exception> T run(String name, EventSink events, Body<T, E> body)
      throws IOException, E {
    Digest vertex = Fingerprint.of("phase").add(name).digest();
    events.emit(new BuildEvent.Planned(Instant.now(), vertex, name, ImmutableList.of()));
    VertexEvents tells = new VertexEvents(vertex, events);
    tells.started();
    try {
      T result = body.run(tells);
      tells.completed(false);
      return result;
    } catch (Exception e) {
      tells.failed(String.valueOf(e.getMessage()));
      throw e;
    }
  }
}
