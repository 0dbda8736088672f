package dev.jbuild.e2e.differ;

import com.google.common.collect.ImmutableMap;
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
 * what its {@code prepare} makes, which runs in the copy. What that puts into {@code ../served} is
 * served.
 */
public record PreparedContext(TemporaryDirectory parent, BuildFolder folder, Servers servers)
    implements AutoCloseable {

  public static PreparedContext of(BuildFolder folder) throws IOException {
    TemporaryDirectory parent = TemporaryDirectory.create("jbuild-folder");
    Path context = parent.path().resolve("context");
    copy(folder, context);
    if (Files.exists(folder.path().resolve("prepare"))) {
      Program.runIn(
          context,
          "sh",
          "-euc",
          "umask 022; . \"$0\"",
          folder.path().resolve("prepare").toString());
    }
    return new PreparedContext(parent, folder, Servers.of(parent.path().resolve("served")));
  }

  /** Where its parts are. */
  public Places places() {
    return new Places(
        ImmutableMap.<String, String>builder()
            .put("context", directory().toString())
            .put("beside", parent.path().toString())
            .putAll(servers.addresses())
            .buildOrThrow());
  }

  /** The context's directory. */
  public Path directory() {
    return parent.path().resolve("context");
  }

  /** A place beside the context. */
  public Path beside(String name) {
    return parent.path().resolve(name);
  }

  private static void copy(BuildFolder folder, Path directory) throws IOException {
    CopyOption[] noFollow = {LinkOption.NOFOLLOW_LINKS};
    for (Path file : folder.files()) {
      Path copy = directory.resolve(folder.path().relativize(file).toString());
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
    servers.close();
    parent.close();
  }
}
