package dev.jbuild.builder;

import dev.jbuild.builder.failure.BuildFailedException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The files of a context that has a name; opened once, when they are first asked for. */
final class NamedFiles {
  private final Opening opening;
  private @Nullable Fetched opened;

  NamedFiles(Opening opening) {
    this.opening = opening;
  }

  /** Finds the files. */
  @FunctionalInterface
  interface Opening {
    Fetched open() throws IOException, BuildFailedException, InterruptedException;
  }

  synchronized Fetched get() throws IOException, BuildFailedException, InterruptedException {
    Fetched known = opened;
    if (known == null) {
      known = opening.open();
      opened = known;
    }
    return known;
  }
}
