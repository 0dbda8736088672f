package dev.jbuild.sandbox;

/** This machine does not allow what a run needs; the message says which part and how to mend it. */
public final class SandboxUnavailableException extends SandboxException {
  private static final long serialVersionUID = 1L;

  public SandboxUnavailableException(String message) {
    super(message);
  }
}
