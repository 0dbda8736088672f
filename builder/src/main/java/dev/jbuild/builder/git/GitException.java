package dev.jbuild.builder.git;

import java.io.IOException;

/** Files of a git repository cannot be had. The message says which, why, and what git said. */
public final class GitException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean isOfRemote;

  GitException(String message) {
    super(message);
    this.isOfRemote = false;
  }

  GitException(String message, Throwable cause) {
    super(message, cause);
    this.isOfRemote = false;
  }

  private GitException(boolean isOfRemote, String message) {
    super(message);
    this.isOfRemote = isOfRemote;
  }

  /** The remote repository, or the network before it, does not give what was asked of it. */
  static GitException ofRemote(String message) {
    return new GitException(true, message);
  }

  public boolean isOfRemote() {
    return isOfRemote;
  }
}
