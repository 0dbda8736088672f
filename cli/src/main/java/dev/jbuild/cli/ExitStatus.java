package dev.jbuild.cli;

/** What the process says when it ends. */
public final class ExitStatus {
  public static final int DONE = 0;

  /** The build failed: a RUN, a missing file. */
  public static final int FAILED = 1;

  /** Wrong usage, or an invalid Dockerfile. */
  public static final int USAGE = 2;

  /** A registry or the network. */
  public static final int REGISTRY = 3;

  /** This machine can't: no namespaces, no space. */
  public static final int MACHINE = 4;

  /** As a shell shows a process that SIGINT ended. */
  public static final int INTERRUPTED = 130;

  private ExitStatus() {}
}
