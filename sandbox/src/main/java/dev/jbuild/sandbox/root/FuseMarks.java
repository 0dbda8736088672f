package dev.jbuild.sandbox.root;

import dev.jbuild.sandbox.diff.UpperMarks;
import dev.jbuild.sandbox.linux.DirectoryHandle;
import dev.jbuild.sandbox.linux.FileMarks;
import dev.jbuild.sandbox.linux.FileStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The marks of fuse-overlayfs: it marks every new directory, and by files where need be.
 *
 * @param lowers what is below, highest first
 */
record FuseMarks(List<Path> lowers) implements UpperMarks {

  @Override
  public boolean hides(String path) throws IOException {
    for (Path lower : lowers) {
      try (DirectoryHandle root = DirectoryHandle.open(lower)) {
        Optional<FileStatus> found = root.statusInRoot(path);
        if (found.isPresent()) {
          return !found.get().isWhiteout();
        }
      }
    }
    return false;
  }

  @Override
  public boolean isMark(String name) {
    return FileMarks.isOpaque(name);
  }

  @Override
  public Optional<String> hidden(String name) {
    return FileMarks.hidden(name);
  }
}
