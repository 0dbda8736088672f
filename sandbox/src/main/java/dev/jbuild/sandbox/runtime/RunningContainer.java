package dev.jbuild.sandbox.runtime;

import java.io.IOException;

/** A command that was started. */
public interface RunningContainer extends AutoCloseable {
  /** Its output streams and its end. */
  Process process();

  /**
   * Whether it came to be, for a process that has ended: if not, the command never began and the
   * root is as it was.
   */
  boolean wasMade();

  /** Kills the command and all it started; the process ends soon after. */
  void kill();

  /** Takes back what was put into the root for it; for one that has ended. */
  @Override
  default void close() throws IOException {}
}
