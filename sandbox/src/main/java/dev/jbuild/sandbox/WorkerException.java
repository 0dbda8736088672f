package dev.jbuild.sandbox;

/** The worker could not do its work, or died; the message ends with what it said last. */
public final class WorkerException extends SandboxException {
  private static final long serialVersionUID = 1L;

  public WorkerException(String message) {
    super(message);
  }
}
