package dev.jbuild.sandbox.runtime;

/** A command that was started. */
public interface RunningContainer {
  /** Its output streams and its end. */
  Process process();

  /** Kills the command and all it started; the process ends soon after. */
  void kill();
}
