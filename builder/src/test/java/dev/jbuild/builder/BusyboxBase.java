package dev.jbuild.builder;

import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Platform;
import dev.jbuild.testkit.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A root of Debian's static busybox, with a shell, a user and little else. */
final class BusyboxBase {
  static final ImageReference NAME = ImageReference.parse("test/busybox:1");

  private BusyboxBase() {}

  /** Puts the image into the local store that the settings name. */
  static void importInto(BuilderSettings settings, Path scratch) throws Exception {
    Path root = scratch.resolve("root");
    Path bin = Files.createDirectories(root.resolve("bin"));
    Files.copy(Path.of("/bin/busybox"), bin.resolve("busybox"));
    for (String applet :
        List.of("sh", "cat", "echo", "id", "ln", "mkdir", "rm", "seq", "sleep", "true", "wc")) {
      Files.createSymbolicLink(bin.resolve(applet), Path.of("busybox"));
    }
    Path etc = Files.createDirectories(root.resolve("etc"));
    Files.writeString(
        etc.resolve("passwd"), "root:x:0:0::/root:/bin/sh\napp:x:1000:1001::/home/app:/bin/sh\n");
    Files.writeString(etc.resolve("group"), "root:x:0:\napp:x:1001:\n");
    Files.createDirectories(root.resolve("tmp"));
    Path tar = scratch.resolve("root.tar");
    Program.runIn(
        root,
        "tar",
        "--sort=name",
        "--owner=0",
        "--group=0",
        "--mtime=@0",
        "-cf",
        tar.toString(),
        ".");
    try (ImageBuilder builder = ImageBuilder.open(settings)) {
      builder.images().importRoot(tar, NAME, Platform.host());
    }
  }
}
