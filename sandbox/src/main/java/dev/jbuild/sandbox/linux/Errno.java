package dev.jbuild.sandbox.linux;

import java.util.Arrays;

/** Error numbers of Linux that builds meet, with what they mean. */
public enum Errno {
  EPERM(1, "operation not permitted"),
  ENOENT(2, "no such file or directory"),
  EINTR(4, "interrupted"),
  EIO(5, "input/output error"),
  EBADF(9, "bad file descriptor"),
  ECHILD(10, "no such child"),
  EAGAIN(11, "try again"),
  ENOMEM(12, "out of memory"),
  EACCES(13, "permission denied"),
  EBUSY(16, "device or resource busy"),
  EEXIST(17, "file exists"),
  EXDEV(18, "link across file systems, or out of the root"),
  ENODEV(19, "no such device or file system type"),
  ENOTDIR(20, "not a directory"),
  EISDIR(21, "is a directory"),
  EINVAL(22, "invalid argument"),
  EMFILE(24, "too many open files"),
  EFBIG(27, "file too large"),
  ENOSPC(28, "no space left on device"),
  EROFS(30, "read-only file system"),
  EMLINK(31, "too many links"),
  ERANGE(34, "result too large"),
  ENAMETOOLONG(36, "file name too long"),
  ENOSYS(38, "the kernel does not have this call"),
  ENOTEMPTY(39, "directory not empty"),
  ELOOP(40, "too many symbolic links"),
  ENODATA(61, "no data"),
  EOVERFLOW(75, "value too large"),
  EOPNOTSUPP(95, "operation not supported"),
  EDQUOT(122, "disk quota exceeded");

  private final int number;
  private final String meaning;

  Errno(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  int number() {
    return number;
  }

  /** {@code ENOENT (no such file or directory)}; {@code errno 200} for one not in this list. */
  static String describe(int number) {
    return Arrays.stream(values())
        .filter(errno -> errno.number == number)
        .findFirst()
        .map(errno -> errno + " (" + errno.meaning + ")")
        .orElse("errno " + number);
  }
}
