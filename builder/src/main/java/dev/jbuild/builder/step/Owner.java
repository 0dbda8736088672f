package dev.jbuild.builder.step;

/** Who owns a file, by number. */
record Owner(int uid, int gid) {
  static final Owner ROOT = new Owner(0, 0);
}
