package dev.jbuild.registry.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A response's body as a stream that gives up when nothing comes for too long. */
final class BodyStream extends InputStream implements BodySubscriber<InputStream> {
  private static final int PIECES_AHEAD = 16;

  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final Queue<ByteBuffer> buffers = new ArrayDeque<>();
  private final Duration stall;
  private Flow.@Nullable Subscription subscription;
  private boolean closed;
  private @Nullable Signal end;

  BodyStream(Duration stall) {
    this.stall = stall;
  }

  private sealed interface Signal {}

  private record Piece(List<ByteBuffer> buffers) implements Signal {}

  private record Failed(Throwable cause) implements Signal {}

  private record Complete() implements Signal {}

  @Override
  public CompletionStage<InputStream> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public synchronized void onSubscribe(Flow.Subscription next) {
    subscription = next;
    if (closed) {
      next.cancel();
    } else {
      next.request(PIECES_AHEAD);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> piece) {
    signals.add(new Piece(piece));
  }

  @Override
  public void onError(Throwable cause) {
    signals.add(new Failed(cause));
  }

  @Override
  public void onComplete() {
    signals.add(new Complete());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    ByteBuffer buffer = nextBuffer();
    if (buffer == null) {
      return -1;
    }
    int count = take(buffer, target, offset, length);
    while (count < length && !buffers.isEmpty()) {
      count += take(buffers.peek(), target, offset + count, length - count);
    }
    return count;
  }

  /** Takes what fits; drops the buffer when it is empty. */
  private int take(ByteBuffer buffer, byte[] target, int offset, int length) {
    int count = Math.min(length, buffer.remaining());
    buffer.get(target, offset, count);
    if (!buffer.hasRemaining()) {
      buffers.remove();
    }
    return count;
  }

  private @Nullable ByteBuffer nextBuffer() throws IOException {
    while (true) {
      ByteBuffer first = buffers.peek();
      if (first != null && first.hasRemaining()) {
        return first;
      }
      if (first != null) {
        buffers.remove();
      } else if (!receive()) {
        return null;
      }
    }
  }

  /** Waits for the next piece; false at the end. */
  private boolean receive() throws IOException {
    Signal signal = end == null ? take() : end;
    return switch (signal) {
      case Piece piece -> {
        buffers.addAll(piece.buffers());
        requestOneMore();
        yield true;
      }
      case Complete complete -> {
        end = complete;
        yield false;
      }
      case Failed failed -> {
        end = failed;
        throw new NetworkException("the answer broke off", failed.cause());
      }
    };
  }

  private Signal take() throws IOException {
    try {
      Signal signal = signals.poll(stall.toMillis(), TimeUnit.MILLISECONDS);
      if (signal == null) {
        throw new NetworkException("no data for " + stall.toSeconds() + " s");
      }
      return signal;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading an answer");
    }
  }

  private synchronized void requestOneMore() {
    if (subscription != null) {
      subscription.request(1);
    }
  }

  /** Cuts the connection unless all was read. */
  @Override
  public synchronized void close() {
    if (end == null && !closed && subscription != null) {
      subscription.cancel();
    }
    closed = true;
    buffers.clear();
    end = end == null ? new Complete() : end;
  }
}
