package dev.jbuild.registry.transport;

import java.io.IOException;

/** No answer, or not a whole one: the cause says what the network or TLS did. */
public final class NetworkException extends IOException {
  private static final long serialVersionUID = 1;

  NetworkException(String message, Throwable cause) {
    super(message, cause);
  }

  NetworkException(String message) {
    super(message);
  }
}
