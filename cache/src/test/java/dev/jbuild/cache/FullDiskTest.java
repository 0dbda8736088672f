package dev.jbuild.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jbuild.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state is on a small file system, in a mount namespace of its own. */
class FullDiskTest {
  @TempDir Path directory;

  @BeforeEach
  void onlyRootMounts() {
    assumeTrue(
        System.getProperty("user.name").equals("root"),
        "needs root: a small tmpfs is mounted in a mount namespace");
  }

  @Test
  void saysSoAndLeavesTheStateValid() throws IOException {
    Path small = Files.createDirectory(directory.resolve("small"));
    Path copy = Files.createDirectory(directory.resolve("copy"));
    String writer = String.join("' '", StateProcess.command(small, 5, 10_000));
    String script =
        "mount -t tmpfs -o size=3m tmpfs "
            + small
            + " && '"
            + writer
            + "' && cp -a "
            + small
            + "/. "
            + copy;
    String output = Program.run("unshare", "-m", "--propagation", "private", "sh", "-c", script);
    assertThat(output)
        .contains("DiskFullException", "no space left on the disk of " + small, "jbuild prune");
    new StateAssert(new CacheDirectory(copy), "after a full disk").isValid();
  }
}
