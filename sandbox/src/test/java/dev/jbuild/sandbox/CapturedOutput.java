package dev.jbuild.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps what a command prints. */
final class CapturedOutput implements RunOutput {
  private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
  private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();

  @Override
  public synchronized void stdout(byte[] bytes, int offset, int length) {
    stdout.write(bytes, offset, length);
    notifyAll();
  }

  @Override
  public synchronized void stderr(byte[] bytes, int offset, int length) {
    stderr.write(bytes, offset, length);
  }

  synchronized String stdout() {
    return stdout.toString(StandardCharsets.UTF_8);
  }

  synchronized String stderr() {
    return stderr.toString(StandardCharsets.UTF_8);
  }

  /** Waits until the command has printed something. */
  synchronized void awaitStdout() throws InterruptedException {
    while (stdout.size() == 0) {
      wait();
    }
  }
}
