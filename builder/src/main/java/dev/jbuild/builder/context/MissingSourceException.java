package dev.jbuild.builder.context;

import java.io.IOException;

/** A source path that stands for nothing. */
public final class MissingSourceException extends IOException {
  private static final long serialVersionUID = 1L;

  MissingSourceException(String message) {
    super(message);
  }
}
