package dev.jbuild.builder.context;

import dev.jbuild.cache.FileState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What stat(2) says of a file on this machine, links not followed.
 *
 * @param mode type and permission bits, as in {@code st_mode}
 * @param links how many names the file has
 * @param rdev which device a device file is
 */
record FileStat(int mode, int links, long rdev, Instant modified, FileState state) {
  private static final int TYPE = 0170000;

  /** Empty where there is no such file. */
  static Optional<FileStat> of(Path file) throws IOException {
    try {
      return Optional.of(of(Files.readAttributes(file, "unix:*", LinkOption.NOFOLLOW_LINKS)));
    } catch (NoSuchFileException | NotDirectoryException e) {
      return Optional.empty();
    }
  }

  private static FileStat of(Map<String, Object> all) {
    return new FileStat(
        value(all, "mode", Integer.class),
        value(all, "nlink", Integer.class),
        value(all, "rdev", Long.class),
        value(all, "lastModifiedTime", FileTime.class).toInstant(),
        FileState.of(all));
  }

  private static <T> T value(Map<String, Object> all, String name, Class<T> type) {
    Object value = all.get(name);
    if (value == null) {
      throw new IllegalStateException("the file system does not tell " + name + ": " + all);
    }
    return type.cast(value);
  }

  Type type() {
    return switch (mode & TYPE) {
      case 0100000 -> Type.REGULAR;
      case 0040000 -> Type.DIRECTORY;
      case 0120000 -> Type.SYMLINK;
      case 0010000 -> Type.FIFO;
      case 0020000 -> Type.CHARACTER_DEVICE;
      case 0060000 -> Type.BLOCK_DEVICE;
      default -> Type.SOCKET;
    };
  }

  /** Permission bits with setuid, setgid and sticky. */
  int permissions() {
    return mode & 07777;
  }

  /** Major number of a device file (makedev(3)). */
  int major() {
    return (int) (((rdev >>> 8) & 0xfff) | ((rdev >>> 32) & ~0xfffL));
  }

  /** Minor number of a device file (makedev(3)). */
  int minor() {
    return (int) ((rdev & 0xff) | ((rdev >>> 12) & ~0xffL));
  }

  /** The types that Linux knows. */
  enum Type {
    REGULAR,
    DIRECTORY,
    SYMLINK,
    FIFO,
    CHARACTER_DEVICE,
    BLOCK_DEVICE,
    SOCKET
  }
}
