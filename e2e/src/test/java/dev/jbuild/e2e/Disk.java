package dev.jbuild.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jbuild.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A small ext4 file system in a file, whose power can be cut: what was not written to the disk by
 * then is gone, as when a machine stops.
 */
final class Disk implements AutoCloseable {
  private final Path image;
  private final Path directory;

  private Disk(Path image, Path directory) {
    this.image = image;
    this.directory = directory;
  }

  /** Makes one and mounts it at a directory that is there; skips the test where that can't be. */
  static Disk at(Path directory, Path image) throws IOException {
    assumeTrue(
        System.getProperty("user.name").equals("root")
            && Files.exists(Path.of("/dev/loop-control")),
        "mounting a disk needs root and loop devices");
    Program.run("truncate", "--size=512M", image.toString());
    Program.run("mkfs.ext4", "-q", image.toString());
    Disk disk = new Disk(image, directory);
    disk.mount();
    return disk;
  }

  /** The journal is not written every five seconds, but when asked: a test may be slow. */
  private void mount() throws IOException {
    Program.run("mount", "-o", "loop,commit=600", image.toString(), directory.toString());
  }

  /** From here on, nothing reaches the disk ({@code EXT4_IOC_SHUTDOWN} without a last flush). */
  void cutPower() throws IOException {
    Program.run(
        "python3",
        "-c",
        """
        import fcntl, os, struct, sys
        NO_FLUSH = struct.pack('I', 2)
        fcntl.ioctl(os.open(sys.argv[1], os.O_RDONLY), 0x8004587D, NO_FLUSH)
        """,
        directory.toString());
  }

  /** What the machine finds when it comes up again. */
  void restorePower() throws IOException {
    Program.run("umount", directory.toString());
    mount();
  }

  @Override
  public void close() throws IOException {
    Program.run("umount", directory.toString());
  }
}
