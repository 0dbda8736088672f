package dev.jbuild.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps what a command prints. */
final class CapturedOutput implements RunOutput {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Override
  public synchronized void print(byte[] bytes, int offset, int length) {
    printed.write(bytes, offset, length);
    notifyAll();
  }

  synchronized String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  /** Waits until the command has printed something. */
  synchronized void await() throws InterruptedException {
    while (printed.size() == 0) {
      wait();
    }
  }
}
