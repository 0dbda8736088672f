package dev.jbuild.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads a stream to its end and keeps the last of it. */
final class OutputTail {
  private static final int KEPT = 4096;

  private final Thread thread;
  private String tail = "";

  OutputTail(InputStream in) {
    thread = Thread.ofPlatform().daemon().name("sandbox-stderr").start(() -> read(in));
  }

  private void read(InputStream in) {
    byte[] buffer = new byte[KEPT];
    try (in) {
      for (int length; (length = in.read(buffer)) > 0; ) {
        append(new String(buffer, 0, length, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      append("(stderr broke off: " + e + ")");
    }
  }

  private synchronized void append(String text) {
    String all = tail + text;
    tail = all.substring(Math.max(0, all.length() - KEPT));
  }

  /** All that was kept, once the stream has ended. */
  String await() throws InterruptedException {
    thread.join();
    synchronized (this) {
      return tail;
    }
  }
}
