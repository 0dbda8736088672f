package dev.jbuild.cli.progress;

import dev.jbuild.builder.event.BuildEvent;
import dev.jbuild.builder.event.EventSink;

/** Shows a build while it runs. Takes events from any thread. */
public interface ProgressView extends EventSink, AutoCloseable {

  /** Shows what is still to be shown and leaves the terminal as it was. Idempotent. */
  @Override
  void close();

  /** Shows nothing. */
  static ProgressView quiet() {
    return new ProgressView() {
      @Override
      public void emit(BuildEvent event) {}

      @Override
      public void close() {}
    };
  }
}
