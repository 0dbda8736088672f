package dev.jbuild.builder.plan;

/** Which stages of a Dockerfile are planned. */
public enum Extent {
  /** Those that the target needs. */
  NEEDED,
  /** All, where no target is named: to judge the Dockerfile, not to build it. */
  ALL
}
