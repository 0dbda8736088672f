package dev.jbuild.sandbox;

/** Takes what a command prints. */
@FunctionalInterface
public interface RunOutput {
  /** Forgets it. */
  RunOutput NOWHERE = (bytes, offset, length) -> {};

  /**
   * Takes some of it, cut anywhere: standard output and standard error in the order in which they
   * were written (but for runc, which copies each). Called by one thread at a time for a run; the
   * array must not be kept.
   */
  void print(byte[] bytes, int offset, int length);

  /**
   * The command failed, and its {@link FailureShell} opens when this returns: the terminal is to be
   * left alone from then on.
   */
  default void shellOpens(int exitStatus) throws InterruptedException {}

  /** The terminal is free again. */
  default void shellClosed() {}
}
