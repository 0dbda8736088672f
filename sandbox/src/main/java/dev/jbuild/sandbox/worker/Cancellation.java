package dev.jbuild.sandbox.worker;

/** Stops a run, whether its command has started or not. */
final class Cancellation {
  private boolean cancelled;
  private Runnable action = () -> {};

  /** Runs the action once cancelled, at once if that was before. */
  void onCancel(Runnable next) {
    boolean now;
    synchronized (this) {
      action = next;
      now = cancelled;
    }
    if (now) {
      next.run();
    }
  }

  void cancel() {
    Runnable now;
    synchronized (this) {
      cancelled = true;
      now = action;
    }
    now.run();
  }

  /** Throws InterruptedException when cancelled. */
  synchronized void check() throws InterruptedException {
    if (cancelled) {
      throw new InterruptedException("the run was cancelled");
    }
  }
}
