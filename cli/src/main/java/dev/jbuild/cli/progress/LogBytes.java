package dev.jbuild.cli.progress;

import dev.jbuild.builder.event.BuildEvent;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The bytes of a log event. */
final class LogBytes {
  private LogBytes() {}

  static byte[] of(BuildEvent.Log event) {
    try {
      return event.data().read();
    } catch (IOException e) {
      throw new UncheckedIOException("log data is in memory and can always be read", e);
    }
  }
}
