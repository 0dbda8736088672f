package dev.jbuild.builder.web;

import java.io.IOException;

/** A file of a web server cannot be had. The message says which and why. */
public final class WebException extends IOException {
  private static final long serialVersionUID = 1L;

  WebException(String message) {
    super(message);
  }

  WebException(String message, Throwable cause) {
    super(message, cause);
  }
}
