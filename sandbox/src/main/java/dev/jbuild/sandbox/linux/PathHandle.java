package dev.jbuild.sandbox.linux;

import java.io.IOException;

/**
 * A place in the file system, held open: what is mounted from it or on it is what was found when it
 * was opened, whatever becomes of its name. Closed on exec.
 */
public final class PathHandle implements AutoCloseable {
  private final int descriptor;
  private final String name;

  PathHandle(int descriptor, String name) {
    this.descriptor = descriptor;
    this.name = name;
  }

  public FileStatus status() throws IOException {
    return Paths.status(descriptor, "", name);
  }

  int descriptor() {
    return descriptor;
  }

  @Override
  public String toString() {
    return name;
  }

  @Override
  public void close() throws IOException {
    Kernel.call(Syscall.CLOSE, name, descriptor);
  }
}
