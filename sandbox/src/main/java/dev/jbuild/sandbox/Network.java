package dev.jbuild.sandbox;

/** What a command sees of the network. */
public enum Network {
  /** The host's network for now; a private one once a user-mode network stack is there. */
  DEFAULT,
  /** The host's network. */
  HOST,
  /** Nothing but a loopback device. */
  NONE
}
