package dev.jbuild.builder.failure;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A step cannot be done as the Dockerfile says: a file is missing, a command failed. */
public final class BuildFailedException extends BuildException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable Place place;
  private final transient @Nullable FailedCommand command;

  public BuildFailedException(String message) {
    this(message, null, null, null);
  }

  public BuildFailedException(String message, Throwable cause) {
    this(message, cause, null, null);
  }

  public BuildFailedException(String message, FailedCommand command) {
    this(message, null, null, command);
  }

  private BuildFailedException(
      String message,
      @Nullable Throwable cause,
      @Nullable Place place,
      @Nullable FailedCommand command) {
    super(message);
    if (cause != null) {
      initCause(cause);
    }
    this.place = place;
    this.command = command;
  }

  /** The same failure, with the instruction that it belongs to. */
  public BuildFailedException at(Place next) {
    return new BuildFailedException(String.valueOf(getMessage()), this, next, command);
  }

  /** The instruction that failed, where it is known. */
  public Optional<Place> place() {
    return Optional.ofNullable(place);
  }

  /** The command, where one failed. */
  public Optional<FailedCommand> command() {
    return Optional.ofNullable(command);
  }
}
