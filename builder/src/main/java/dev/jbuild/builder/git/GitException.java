package dev.jbuild.builder.git;

import java.io.IOException;

/** Files of a git repository cannot be had. The message says which, why, and what git said. */
public final class GitException extends IOException {
  private static final long serialVersionUID = 1L;

  GitException(String message) {
    super(message);
  }

  GitException(String message, Throwable cause) {
    super(message, cause);
  }
}
