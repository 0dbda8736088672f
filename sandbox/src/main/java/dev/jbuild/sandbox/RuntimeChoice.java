package dev.jbuild.sandbox;

/** Which program makes the container that a command runs in. */
public enum RuntimeChoice {
  /** crun if it is there, else runc, else the built-in one. */
  AUTO,
  CRUN,
  RUNC,
  /** {@code unshare} and {@code setpriv} of util-linux: no other program. */
  BUILTIN
}
