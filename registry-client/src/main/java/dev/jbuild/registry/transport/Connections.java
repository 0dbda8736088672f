package dev.jbuild.registry.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Open connections that wait for the next request. Thread-safe. */
final class Connections implements AutoCloseable {
  /** Servers close theirs after 5 s (Apache) to 75 s (nginx). */
  private static final Duration LONGEST_IDLE = Duration.ofSeconds(30);

  private final Map<Route, Deque<Idle>> idle = new HashMap<>();
  private boolean isClosed;

  private record Idle(Connection connection, long since) {
    boolean isOfUse() throws IOException {
      return System.nanoTime() - since < LONGEST_IDLE.toNanos() && connection.isQuiet();
    }
  }

  /** One that was used before, and may have been closed by the server since. */
  synchronized Optional<Connection> take(Route route) throws IOException {
    Deque<Idle> waiting = idle.getOrDefault(route, new ArrayDeque<>());
    while (!waiting.isEmpty()) {
      Idle latest = waiting.removeLast();
      if (latest.isOfUse()) {
        return Optional.of(latest.connection());
      }
      latest.connection().close();
    }
    return Optional.empty();
  }

  /** Takes over one whose exchange is over. */
  synchronized void give(Route route, Connection connection) throws IOException {
    if (isClosed) {
      connection.close();
      return;
    }
    idle.computeIfAbsent(route, _ -> new ArrayDeque<>())
        .addLast(new Idle(connection, System.nanoTime()));
  }

  /** Closes what waits, and what is given from now on. */
  @Override
  public synchronized void close() {
    isClosed = true;
    try {
      for (Deque<Idle> waiting : idle.values()) {
        for (Idle each : waiting) {
          each.connection().close();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a connection cannot be closed", e);
    }
    idle.clear();
  }
}
