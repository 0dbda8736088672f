package dev.jbuild.sandbox.linux;

import java.io.IOException;

/** A system call that failed: which one, on what, and why. */
public final class SyscallException extends IOException {
  private static final long serialVersionUID = 1L;
  private final int errno;

  SyscallException(Syscall call, String subject, int errno) {
    super(call + " " + subject + ": " + Errno.describe(errno));
    this.errno = errno;
  }

  /** Whether this is the reason. */
  public boolean is(Errno reason) {
    return errno == reason.number();
  }
}
