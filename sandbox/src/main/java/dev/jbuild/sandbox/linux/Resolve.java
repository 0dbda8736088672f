package dev.jbuild.sandbox.linux;

/** How {@code openat2(2)} looks up a path. */
final class Resolve {
  static final long NO_OTHER_MOUNT = 0x01;
  static final long NO_MAGIC_LINKS = 0x02;
  static final long NO_LINKS = 0x04;
  static final long IN_ROOT = 0x10;

  private Resolve() {}
}
