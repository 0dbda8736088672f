package dev.jbuild.sandbox.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.time.Instant;

/**
 * What {@code statx(2)} says of a file.
 *
 * @param mode permission bits with setuid, setgid and sticky
 * @param size in bytes
 * @param changed when anything of it was last changed; no program can set this time
 * @param links how many names the file has
 * @param major of the device that a device file stands for
 * @param minor of the same
 */
public record FileStatus(
    Kind kind,
    int mode,
    int uid,
    int gid,
    long size,
    Instant mtime,
    Instant changed,
    long inode,
    int links,
    int major,
    int minor) {

  static final int STRUCT_SIZE = 256;

  /** The kinds of files there are. */
  public enum Kind {
    FIFO(001),
    CHARACTER_DEVICE(002),
    DIRECTORY(004),
    BLOCK_DEVICE(006),
    REGULAR(010),
    SYMLINK(012),
    SOCKET(014);

    private static final int SHIFT = 12;
    private final int code;

    Kind(int code) {
      this.code = code;
    }

    /** The bits of {@code st_mode}. */
    int bits() {
      return code << SHIFT;
    }

    private static Kind of(int mode) {
      for (Kind kind : values()) {
        if (kind.code == mode >> SHIFT) {
          return kind;
        }
      }
      throw new IllegalStateException("a file of no kind: mode " + Integer.toOctalString(mode));
    }
  }

  /** Reads a {@code struct statx}. */
  static FileStatus of(MemorySegment statx) {
    int mode = Short.toUnsignedInt(statx.get(JAVA_SHORT, 28));
    return new FileStatus(
        Kind.of(mode),
        mode & 07777,
        statx.get(JAVA_INT, 20),
        statx.get(JAVA_INT, 24),
        statx.get(JAVA_LONG, 40),
        time(statx, 112),
        time(statx, 96),
        statx.get(JAVA_LONG, 32),
        statx.get(JAVA_INT, 16),
        statx.get(JAVA_INT, 128),
        statx.get(JAVA_INT, 132));
  }

  private static Instant time(MemorySegment statx, long offset) {
    return Instant.ofEpochSecond(statx.get(JAVA_LONG, offset), statx.get(JAVA_INT, offset + 8));
  }

  public boolean isDirectory() {
    return kind == Kind.DIRECTORY;
  }

  public boolean isRegular() {
    return kind == Kind.REGULAR;
  }

  /** Whether an overlay shows nothing where this file is: a character device 0:0. */
  public boolean isWhiteout() {
    return kind == Kind.CHARACTER_DEVICE && major == 0 && minor == 0;
  }
}
