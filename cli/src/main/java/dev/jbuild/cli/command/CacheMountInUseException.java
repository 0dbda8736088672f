package dev.jbuild.cli.command;

import java.io.IOException;

/** A cache mount can't be removed while a build uses it. */
final class CacheMountInUseException extends IOException {
  private static final long serialVersionUID = 1L;

  CacheMountInUseException(String id) {
    super("the cache mount " + id + " is in use: remove it when the build that uses it has ended");
  }
}
