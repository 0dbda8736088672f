package dev.jbuild.builder.failure;

import dev.jbuild.registry.RegistryException;

/** An image that the Dockerfile names cannot be had from its registry. */
public final class BaseImageException extends BuildException {
  private static final long serialVersionUID = 1L;

  private final transient Place place;

  public BaseImageException(Place place, RegistryException cause) {
    super(String.valueOf(cause.getMessage()), cause);
    this.place = place;
  }

  /** Where the Dockerfile names the image. */
  public Place place() {
    return place;
  }
}
