package dev.jbuild.builder.cdi;

import dev.jbuild.builder.cdi.Value.Location;
import java.nio.file.Path;

/** A CDI file that can't be used; the message says where and why. */
final class SpecException extends Exception {
  private static final long serialVersionUID = 1L;

  SpecException(Path file, Location at, String problem) {
    super(file + ":" + at.line() + ":" + at.column() + ": " + problem);
  }

  SpecException(Path file, String problem) {
    super(file + ": " + problem);
  }
}
