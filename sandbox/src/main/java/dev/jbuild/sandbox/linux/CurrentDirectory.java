package dev.jbuild.sandbox.linux;

import java.io.IOException;
import java.nio.file.Path;

/** Where the kernel begins to look up the relative paths of this process. */
public final class CurrentDirectory {
  private CurrentDirectory() {}

  public static void change(Path directory) throws IOException {
    String path = directory.toString();
    Kernel.call(Syscall.CHDIR, path, Scratch.begin().text(path));
  }
}
