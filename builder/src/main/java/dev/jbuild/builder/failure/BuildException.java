package dev.jbuild.builder.failure;

/**
 * A build that did not end in an image, for a reason that is neither the Dockerfile's text nor a
 * registry.
 */
public abstract sealed class BuildException extends Exception
    permits BaseImageException, BuildFailedException, MachineException {
  private static final long serialVersionUID = 1L;

  BuildException(String message, Throwable cause) {
    super(message, cause);
  }

  BuildException(String message) {
    super(message);
  }
}
