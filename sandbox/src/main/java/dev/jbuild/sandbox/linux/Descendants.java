package dev.jbuild.sandbox.linux;

import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/** The processes that this one has started, and those that they have started. */
public final class Descendants {
  private static final int SET_CHILD_SUBREAPER = 36;
  private static final int NO_HANG = 1;
  private static final long PAUSE_MILLIS = 1;

  private Descendants() {}

  /** From now on a descendant whose parent dies becomes a child of this process. */
  public static void adoptOrphans() throws IOException {
    Kernel.call(Syscall.PRCTL, "child subreaper", SET_CHILD_SUBREAPER, 1);
  }

  /**
   * Kills them all, also those that cut all ties and those that are born meanwhile, and waits for
   * their end.
   */
  public static void killAll() {
    killAllBut(_ -> false);
  }

  /**
   * The same.
   *
   * @param own a child that this JVM has started: it waits for it by itself
   */
  public static void killAll(ProcessHandle own) {
    own.destroyForcibly();
    killAllBut(own::equals);
  }

  private static void killAllBut(Predicate<ProcessHandle> spared) {
    List<ProcessHandle> left = others(spared);
    while (!left.isEmpty()) {
      left.forEach(ProcessHandle::destroyForcibly);
      left.forEach(Descendants::reap);
      pause();
      left = others(spared);
    }
  }

  private static List<ProcessHandle> others(Predicate<ProcessHandle> spared) {
    return ProcessHandle.current().descendants().filter(spared.negate()).toList();
  }

  /** A child that was adopted is dead for good only when somebody has asked how it died. */
  private static void reap(ProcessHandle process) {
    try {
      Kernel.call(Syscall.WAIT4, "process " + process.pid(), process.pid(), 0, NO_HANG, 0);
    } catch (SyscallException e) {
      if (!e.is(Errno.ECHILD)) {
        throw new IllegalStateException(e);
      }
      // It is the child of another one, which is about to die.
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
