package dev.jbuild.sandbox;

/** A mount that cannot be made in this root; the message says which and why. */
public final class InvalidMountException extends SandboxException {
  private static final long serialVersionUID = 1L;

  public InvalidMountException(String message) {
    super(message);
  }
}
