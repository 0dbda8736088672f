package dev.jbuild.sandbox.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.time.Instant;

/** What the calls on open files and those on names below a directory have in common. */
final class Paths {
  static final int NO_FOLLOW = 0x100;
  static final int EMPTY_PATH = 0x1000;
  static final int RECURSIVE = 0x8000;
  static final int NO_REPLACE = 1;
  static final int REMOVE_DIRECTORY = 0x200;
  static final int CURRENT_DIRECTORY = -100;
  private static final int BASIC_STATS = 0x7ff;

  private Paths() {}

  /** Of the name itself, no link followed; of the descriptor's file when the name is empty. */
  static FileStatus status(int directory, String name, String subject) throws SyscallException {
    Scratch scratch = Scratch.begin();
    long path = scratch.text(name);
    MemorySegment statx = scratch.allocate(FileStatus.STRUCT_SIZE);
    int flags = NO_FOLLOW | EMPTY_PATH;
    Kernel.call(Syscall.STATX, subject, directory, path, flags, BASIC_STATS, statx.address());
    return FileStatus.of(statx);
  }

  /** The address of access and modification time, both the same. */
  static long times(Scratch scratch, Instant time) {
    MemorySegment times = scratch.allocate(32);
    times.set(JAVA_LONG, 0, time.getEpochSecond());
    times.set(JAVA_LONG, 8, time.getNano());
    times.set(JAVA_LONG, 16, time.getEpochSecond());
    times.set(JAVA_LONG, 24, time.getNano());
    return times.address();
  }
}
