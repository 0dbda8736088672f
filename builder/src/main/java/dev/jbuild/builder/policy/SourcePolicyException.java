package dev.jbuild.builder.policy;

import java.io.IOException;

/** A policy forbids a source, or cannot be followed. The message names the rule. */
public final class SourcePolicyException extends IOException {
  private static final long serialVersionUID = 1L;

  SourcePolicyException(String message) {
    super(message);
  }

  SourcePolicyException(String message, Throwable cause) {
    super(message, cause);
  }
}
