package dev.jbuild.testkit.registry;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** What went over the wire: requests, and the bytes of their bodies and of the answers'. */
public final class Traffic {
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong sent = new AtomicLong();

  Traffic() {}

  void asked(HttpRequest request) {
    requests.add(request.method() + " " + request.target());
  }

  void receivedMore(long bytes) {
    received.addAndGet(bytes);
  }

  void sentMore(long bytes) {
    sent.addAndGet(bytes);
  }

  /** Bytes of bodies that clients sent. */
  public long received() {
    return received.get();
  }

  /** Bytes of bodies that clients were sent. */
  public long sent() {
    return sent.get();
  }

  /** Method and target of all requests so far. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** The requests that begin so. */
  public List<String> requests(String start) {
    return requests.stream().filter(request -> request.startsWith(start)).toList();
  }
}
