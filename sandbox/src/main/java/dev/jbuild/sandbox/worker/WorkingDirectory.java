package dev.jbuild.sandbox.worker;

import com.google.common.base.Splitter;
import dev.jbuild.sandbox.linux.DirectoryHandle;
import java.io.IOException;

/** Makes a command's working directory where it is missing, as Docker does. */
final class WorkingDirectory {
  private static final Splitter PARTS = Splitter.on('/').omitEmptyStrings();

  private WorkingDirectory() {}

  static void make(DirectoryHandle root, String cwd) throws IOException {
    String made = "";
    for (String part : PARTS.split(RootPath.resolve(root, cwd))) {
      String path = made.isEmpty() ? part : made + "/" + part;
      if (root.statusInRoot(path).isEmpty()) {
        try (DirectoryHandle parent = root.openDirectoryInRoot(made)) {
          parent.makeDirectory(part, 0755);
        }
      }
      made = path;
    }
  }
}
