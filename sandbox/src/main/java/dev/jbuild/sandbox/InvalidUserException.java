package dev.jbuild.sandbox;

/** USER names a user or group that the root does not have, or an id that is out of range. */
public final class InvalidUserException extends SandboxException {
  private static final long serialVersionUID = 1L;

  public InvalidUserException(String message) {
    super(message);
  }
}
