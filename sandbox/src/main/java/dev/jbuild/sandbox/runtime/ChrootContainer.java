package dev.jbuild.sandbox.runtime;

import dev.jbuild.sandbox.linux.Descendants;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** A command in a changed root. What it leaves running is killed as soon as it has ended. */
final class ChrootContainer implements RunningContainer {
  private final Process process;
  private final StandIns standIns;
  private boolean isOver;

  private ChrootContainer(Process process, StandIns standIns) {
    this.process = process;
    this.standIns = standIns;
  }

  static ChrootContainer of(Process process, StandIns standIns) {
    ChrootContainer container = new ChrootContainer(process, standIns);
    CompletableFuture<Void> _ = process.onExit().thenRun(container::kill);
    return container;
  }

  @Override
  public Process process() {
    return process;
  }

  /** There is none to take its place, so what it says is told as the command's. */
  @Override
  public boolean wasMade() {
    return true;
  }

  @Override
  public synchronized void kill() {
    if (!isOver) {
      Descendants.killAll(process.toHandle());
    }
  }

  /** From now on the descendants of this process are those of another container. */
  @Override
  public synchronized void close() throws IOException {
    isOver = true;
    standIns.close();
  }
}
