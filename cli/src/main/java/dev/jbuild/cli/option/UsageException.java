package dev.jbuild.cli.option;

/** The command line, or a file that it relies on, says something that jbuild can't do. */
public final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }

  public UsageException(String message, Throwable cause) {
    super(message, cause);
  }

  /** For what another version will do: nothing is silently ignored. */
  public static UsageException notYet(String what) {
    return new UsageException("not supported yet: " + what);
  }
}
