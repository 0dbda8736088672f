package dev.jbuild.builder.context;

import java.io.IOException;

/** A symbolic link that cannot be followed. */
public final class LinkException extends IOException {
  private static final long serialVersionUID = 1L;

  LinkException(String message) {
    super(message);
  }
}
