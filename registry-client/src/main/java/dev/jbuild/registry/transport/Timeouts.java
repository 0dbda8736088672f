package dev.jbuild.registry.transport;

import java.time.Duration;

/**
 * How long to wait.
 *
 * @param connect for a connection, TLS included
 * @param answer for the status line after a request that has no streamed body
 * @param stall between two pieces of a body, either way
 * @param commit for the status line after the last byte of an upload: some registries copy then
 */
public record Timeouts(Duration connect, Duration answer, Duration stall, Duration commit) {
  public static final Timeouts STANDARD =
      new Timeouts(
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofMinutes(10));
}
