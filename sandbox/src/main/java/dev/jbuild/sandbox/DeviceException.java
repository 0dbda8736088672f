package dev.jbuild.sandbox;

/** A device that could not be given to a command; the message says which and why. */
public final class DeviceException extends SandboxException {
  private static final long serialVersionUID = 1L;

  public DeviceException(String message) {
    super(message);
  }
}
