package dev.jbuild.e2e.differ;

import dev.jbuild.testkit.Program;
import dev.jbuild.testkit.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A copy of a folder as a build context: with the modes of a checkout under umask 022, and with
 * what its {@code prepare} makes, which runs in the copy.
 */
public record PreparedContext(TemporaryDirectory parent, BuildFolder folder)
    implements AutoCloseable {

  public static PreparedContext of(BuildFolder folder) throws IOException {
    TemporaryDirectory parent = TemporaryDirectory.create("jbuild-folder");
    PreparedContext context = new PreparedContext(parent, folder);
    context.copy();
    if (Files.exists(folder.path().resolve("prepare"))) {
      Program.runIn(
          context.directory(),
          "sh",
          "-euc",
          "umask 022; . \"$0\"",
          folder.path().resolve("prepare").toString());
    }
    return context;
  }

  /** The context's directory. */
  public Path directory() {
    return parent.path().resolve("context");
  }

  /** A place beside the context. */
  public Path beside(String name) {
    return parent.path().resolve(name);
  }

  private void copy() throws IOException {
    CopyOption[] noFollow = {LinkOption.NOFOLLOW_LINKS};
    for (Path file : folder.files()) {
      Path copy = directory().resolve(folder.path().relativize(file).toString());
      Files.copy(file, copy, noFollow);
      if (!Files.isSymbolicLink(copy)) {
        boolean executable = Files.isDirectory(copy) || Files.isExecutable(file);
        Files.setPosixFilePermissions(
            copy, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
      }
    }
  }

  @Override
  public void close() throws IOException {
    parent.close();
  }
}
