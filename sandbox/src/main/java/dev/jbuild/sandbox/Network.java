package dev.jbuild.sandbox;

/** What a command sees of the network. */
public enum Network {
  /** One of its own where slirp4netns works, which reaches what this machine reaches; else HOST. */
  DEFAULT,
  /** The host's network. */
  HOST,
  /** Nothing but a loopback device. */
  NONE
}
