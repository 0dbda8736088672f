package dev.jbuild.registry;

import dev.jbuild.oci.layer.Content;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Counts the bytes of one attempt, and takes them back when another one begins. */
final class AttemptProgress implements LongConsumer {
  private final LongConsumer listener;
  private final AtomicLong told = new AtomicLong();

  AttemptProgress(LongConsumer listener) {
    this.listener = listener;
  }

  @Override
  public void accept(long bytes) {
    told.addAndGet(bytes);
    listener.accept(bytes);
  }

  /** The content, whose opening is the beginning of an attempt. */
  Content around(Content content) {
    return () -> {
      long before = told.getAndSet(0);
      if (before > 0) {
        listener.accept(-before);
      }
      return content.open();
    };
  }
}
