package dev.jbuild.sandbox.runtime;

import java.io.IOException;

/** A way to run a command in a root of its own. */
public sealed interface ContainerRuntime extends AutoCloseable
    permits OciRuntime, BuiltinRuntime, ChrootRuntime {
  /** Starts the command; its standard input is empty. */
  RunningContainer start(Container container) throws IOException;

  /** Takes back what was prepared for it. */
  @Override
  void close() throws IOException;
}
