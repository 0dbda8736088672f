package dev.jbuild.sandbox;

import java.io.IOException;

/** A run that could not be carried out, as opposed to a command that failed. */
public abstract sealed class SandboxException extends IOException
    permits SandboxUnavailableException,
        CorruptLayerException,
        InvalidUserException,
        InvalidMountException,
        DeviceException,
        WorkerException {
  private static final long serialVersionUID = 1L;

  SandboxException(String message) {
    super(message);
  }
}
