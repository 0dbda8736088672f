package dev.jbuild.sandbox;

import java.util.Locale;

/** Which program makes the container that a command runs in. */
public enum RuntimeChoice {
  /** crun if it is there and works, else runc, else the built-in one. */
  AUTO,
  /** The same, but never the built-in one. */
  OCI,
  CRUN,
  RUNC,
  /** {@code unshare} and {@code setpriv} of util-linux: no other program. */
  BUILTIN,
  /**
   * A changed root and nothing else, for machines that forbid namespaces and mounts. Takes root
   * with the capabilities that Docker gives. The worker is in no namespaces then either.
   */
  CHROOT;

  /** As it is shown. */
  public String title() {
    return this == BUILTIN ? "built-in runner" : name().toLowerCase(Locale.ROOT);
  }
}
