package dev.jbuild.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What Ctrl-C and SIGTERM do: the command's thread is interrupted and gets some time to end what it
 * started and to give the terminal back. The JVM itself then ends with 128 and the signal's number.
 */
final class Interruption {
  private static final int GRACE_SECONDS = 10;

  private final Thread command;
  private final CountDownLatch ended;

  /**
   * Watches over a command.
   *
   * @param ended counted down when the command has cleaned up
   */
  Interruption(Thread command, CountDownLatch ended) {
    this.command = command;
    this.ended = ended;
  }

  void install() {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::end));
  }

  private void end() {
    if (ended.getCount() == 0) {
      return;
    }
    command.interrupt();
    try {
      ended.await(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
