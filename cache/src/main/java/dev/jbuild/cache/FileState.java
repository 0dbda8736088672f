package dev.jbuild.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What the file system says of a file; as long as it says the same, the content is the same.
 *
 * @param size in bytes
 * @param mtime of the content, in ns since 1970
 * @param ctime of the last change of anything, in ns since 1970: nobody can set it at will
 */
public record FileState(long size, long mtime, long ctime, long inode, long device) {
  /** The attributes that {@link #of} needs, as {@code Files.readAttributes} takes them. */
  public static final String ATTRIBUTES = "unix:size,lastModifiedTime,ctime,ino,dev";

  /** From a map that has at least {@link #ATTRIBUTES}, else throws IllegalArgumentException. */
  public static FileState of(Map<String, Object> unix) {
    return new FileState(
        number(unix, "size"),
        time(unix, "lastModifiedTime"),
        time(unix, "ctime"),
        number(unix, "ino"),
        number(unix, "dev"));
  }

  private static long number(Map<String, Object> unix, String name) {
    if (unix.get(name) instanceof Long number) {
      return number;
    }
    throw new IllegalArgumentException("no attribute " + name + " in " + unix);
  }

  private static long time(Map<String, Object> unix, String name) {
    if (unix.get(name) instanceof FileTime time) {
      return nanos(time);
    }
    throw new IllegalArgumentException("no attribute " + name + " in " + unix);
  }

  /** Asks the file system; does not follow a symbolic link. */
  public static FileState read(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return of(Files.readAttributes(file, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS));
    }
    BasicFileAttributes basic =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    long modified = nanos(basic.lastModifiedTime());
    return new FileState(basic.size(), modified, modified, 0, 0);
  }

  private static long nanos(FileTime time) {
    return time.to(TimeUnit.NANOSECONDS);
  }
}
