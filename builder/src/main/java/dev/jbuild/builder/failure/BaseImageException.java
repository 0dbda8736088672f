package dev.jbuild.builder.failure;

import dev.jbuild.registry.RegistryException;
import java.util.Optional;

/** An image that the Dockerfile names cannot be had from its registry. */
public final class BaseImageException extends BuildException {
  private static final long serialVersionUID = 1L;
  private static final String NOT_LOCAL =
      "nor is it in the local store: `jbuild images` lists what is, `jbuild import` adds to it";

  private final transient Place place;
  private final transient Optional<String> help;

  /**
   * Wraps what the registry said.
   *
   * @param help what else the name may have meant, such as a stage with a similar name
   */
  public BaseImageException(Place place, Optional<String> help, RegistryException cause) {
    super(String.valueOf(cause.getMessage()), cause);
    this.place = place;
    this.help = help.or(() -> Optional.of(NOT_LOCAL));
  }

  /** Where the Dockerfile names the image. */
  public Place place() {
    return place;
  }

  /** What else the name may have meant, or what to do. */
  public Optional<String> help() {
    return help;
  }
}
