package dev.jbuild.sandbox.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A network namespace that a mounted file keeps alive.
 *
 * @param file by which others can enter it
 */
public record NetworkNamespace(Path file) implements AutoCloseable {
  private static final int CLONE_NEWNET = 0x40000000;
  private static final Path OWN = Path.of("/proc/thread-self/ns/net");

  /**
   * Makes a namespace with nothing but a loopback device, which is down.
   *
   * @param file to be made
   */
  public static NetworkNamespace make(Path file) throws IOException, InterruptedException {
    Files.createFile(file);
    FutureTask<NetworkNamespace> making = new FutureTask<>(() -> enterAndKeep(file));
    Thread.ofPlatform().daemon().name("network-namespace").start(making);
    try {
      return making.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e);
    }
  }

  /** Only the thread that calls this enters, and cannot go back: it must end. */
  private static NetworkNamespace enterAndKeep(Path file) throws IOException {
    Kernel.call(Syscall.UNSHARE, "network", CLONE_NEWNET);
    Mounts.bind(OWN, file);
    return new NetworkNamespace(file);
  }

  /** Lets it end with the last process in it. */
  @Override
  public void close() throws IOException {
    Mounts.unmount(file);
    Files.delete(file);
  }
}
