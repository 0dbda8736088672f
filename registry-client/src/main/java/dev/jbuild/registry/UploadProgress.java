package dev.jbuild.registry;

import java.util.function.LongConsumer;

/** Tells how far an upload is; takes back what a failed attempt had told too much. */
final class UploadProgress implements LongConsumer {
  private final LongConsumer listener;
  private long told;

  UploadProgress(LongConsumer listener) {
    this.listener = listener;
  }

  /** More bytes have been sent. */
  @Override
  public synchronized void accept(long bytes) {
    told += bytes;
    listener.accept(bytes);
  }

  /** Sending begins here. */
  synchronized void startAt(long position) {
    long difference = position - told;
    if (difference != 0) {
      accept(difference);
    }
  }
}
