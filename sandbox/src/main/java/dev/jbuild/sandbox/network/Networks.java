package dev.jbuild.sandbox.network;

import dev.jbuild.sandbox.Network;
import dev.jbuild.sandbox.SandboxUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Gives each run its network. One of the user-mode networks is always made ahead, as that takes as
 * long as a short run. Whether there are any, the first decides for all: a run never gets the
 * machine's network because something went wrong half-way.
 */
public final class Networks implements AutoCloseable {
  private final Maker maker;
  private final FutureTask<UserModeNetwork> first;
  private FutureTask<UserModeNetwork> next;
  private int made;

  @FunctionalInterface
  private interface Maker {
    UserModeNetwork make(int number) throws Exception;
  }

  /**
   * Begins to make the first one, and does not wait for it.
   *
   * @param directory for files, which exists
   */
  public Networks(Path directory) {
    this(number -> UserModeNetwork.make(directory.resolve("network-" + number)));
  }

  /** All runs share the machine's own, for a reason that is told to who asks. */
  public static Networks shared(String why) {
    return new Networks(_ -> {
      throw new SandboxUnavailableException(why);
    });
  }

  private Networks(Maker maker) {
    this.maker = maker;
    this.first = begin();
    this.next = first;
  }

  private FutureTask<UserModeNetwork> begin() {
    int number = made++;
    FutureTask<UserModeNetwork> task = new FutureTask<>(() -> maker.make(number));
    Thread.ofPlatform().daemon().name("network").start(task);
    return task;
  }

  /** The network for one run, which closes it. */
  public RunNetwork open(Network kind) throws IOException, InterruptedException {
    return switch (kind) {
      case HOST, NONE -> new MachineNetwork();
      case DEFAULT -> whyShared().isPresent() ? new MachineNetwork() : take();
    };
  }

  /** Why the default network is the machine's own; empty where each run has one of its own. */
  public Optional<String> whyShared() throws InterruptedException {
    try {
      first.get();
      return Optional.empty();
    } catch (ExecutionException _) {
      return Optional.of(String.valueOf(first.exceptionNow().getMessage()));
    }
  }

  private UserModeNetwork take() throws IOException, InterruptedException {
    FutureTask<UserModeNetwork> taken;
    synchronized (this) {
      taken = next;
      next = begin();
    }
    try {
      return taken.get();
    } catch (ExecutionException _) {
      throw new SandboxUnavailableException(
          "a network for RUN could not be made, though one could before: "
              + taken.exceptionNow().getMessage()
              + ": `--network=host` does without");
    }
  }

  @Override
  public synchronized void close() throws IOException {
    try {
      next.get().close();
    } catch (ExecutionException neverMade) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
