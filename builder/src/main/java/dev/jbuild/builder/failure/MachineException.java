package dev.jbuild.builder.failure;

/** This machine cannot do it: no space, no namespaces, no access. The message says what to do. */
public final class MachineException extends BuildException {
  private static final long serialVersionUID = 1L;

  public MachineException(String message) {
    super(message);
  }

  public MachineException(String message, Throwable cause) {
    super(message, cause);
  }
}
