package dev.jbuild.registry.transport;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One attempt to send streamed content, in pieces as big as the network layer likes. */
final class Upload implements BodyPublisher, Watch {
  private static final int PIECE = 256 * 1024;
  private static final int MOST_PIECES = 1 << 24; // no blob has more

  private final RequestBody.Streamed body;
  private final Timeouts timeouts;
  private volatile long moved = System.nanoTime();
  private final AtomicLong sent = new AtomicLong();
  private volatile @Nullable IOException sourceFailure;
  private volatile boolean stopped;
  private volatile @Nullable Pump pump;

  Upload(RequestBody.Streamed body, Timeouts timeouts) {
    this.body = body;
    this.timeouts = timeouts;
  }

  @Override
  public long contentLength() {
    return body.size();
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    Pump next = new Pump(subscriber);
    pump = next;
    subscriber.onSubscribe(next);
    Thread.ofVirtual().name("upload").start(next::run);
  }

  /** Ends the upload, if it has not ended: its answer is there, or will never be. */
  void stop() {
    stopped = true;
    Pump running = pump;
    if (running != null) {
      running.demand.release();
    }
  }

  @Override
  public long quietSince() {
    return moved;
  }

  @Override
  public Duration limit() {
    return sent.get() == body.size() ? timeouts.commit() : timeouts.stall();
  }

  @Override
  public @Nullable IOException sourceFailure() {
    return sourceFailure;
  }

  /** Reads on its own thread, so that a slow disk never holds the network's threads. */
  private final class Pump implements Flow.Subscription {
    private final Flow.Subscriber<? super ByteBuffer> subscriber;
    private final Semaphore demand = new Semaphore(0);
    private volatile boolean cancelled;

    Pump(Flow.Subscriber<? super ByteBuffer> subscriber) {
      this.subscriber = subscriber;
    }

    @Override
    public void request(long count) {
      demand.release((int) Math.min(count, MOST_PIECES));
    }

    @Override
    public void cancel() {
      cancelled = true;
      demand.release();
    }

    void run() {
      try (InputStream in = body.content().open()) {
        while (sent.get() < body.size()) {
          byte[] piece = read(in); // while the piece before is on its way
          if (!await()) {
            break;
          }
          send(piece);
        }
        end();
      } catch (IOException e) {
        sourceFailure = e;
        subscriber.onError(e);
      } catch (RuntimeException e) {
        sourceFailure = new IOException("content to upload cannot be read: " + e, e);
        subscriber.onError(e);
      }
    }

    private void end() {
      if (sent.get() == body.size()) {
        subscriber.onComplete();
      } else if (!cancelled) {
        subscriber.onError(new IOException("answered before the end of the upload"));
      }
    }

    private boolean await() {
      demand.acquireUninterruptibly();
      return !cancelled && !stopped;
    }

    private byte[] read(InputStream in) throws IOException {
      byte[] piece = new byte[(int) Math.min(PIECE, body.size() - sent.get())];
      int count = in.readNBytes(piece, 0, piece.length);
      if (count < piece.length) {
        throw new EOFException(
            "content to upload ends after "
                + (sent.get() + count)
                + " of "
                + body.size()
                + " bytes");
      }
      return piece;
    }

    private void send(byte[] piece) {
      subscriber.onNext(ByteBuffer.wrap(piece));
      sent.addAndGet(piece.length);
      moved = System.nanoTime();
      body.progress().accept(piece.length);
    }
  }
}
