package dev.jbuild.testkit.registry;

import java.util.Map;

/** How an exchange that is to fail ends. */
public sealed interface Ending {

  /** The connection is reset (RST). */
  record Reset() implements Ending {}

  /** The connection is closed as if all had been said (FIN). */
  record Close() implements Ending {}

  /** Nothing moves any more, until the registry is closed. */
  record Stall() implements Ending {}

  /** A status line instead of what was asked for; then the connection is closed. */
  record Answer(int status, Map<String, String> headers, String body) implements Ending {}
}
