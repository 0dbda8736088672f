package dev.jbuild.registry.transport;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Requests without a body that may be sent twice, by HTTP/1.1, on the thread that wants the answer.
 * It may be any: an interrupt closes the connection. HttpClient hands every 16 KiB from thread to
 * thread, which takes five times the CPU time; sockets read by virtual threads leave one of the
 * JVM's own in the kernel, for which the JVM waits 300 ms when it exits.
 */
final class DirectExchange implements AutoCloseable {
  private static final ImmutableSet<String> METHODS = ImmutableSet.of("GET", "HEAD", "DELETE");

  private final Timeouts timeouts;
  private final Connections connections = new Connections();

  DirectExchange(Timeouts timeouts) {
    this.timeouts = timeouts;
  }

  static boolean takes(Request request) {
    return METHODS.contains(request.method()) && request.body() instanceof RequestBody.None;
  }

  /**
   * One exchange. The caller closes the response.
   *
   * @param tls empty for the platform's own way
   */
  Response send(Request request, Proxy proxy, Optional<SSLContext> tls) throws IOException {
    Route route = new Route(Origin.of(request.uri()), proxy, tls);
    String head = RequestHead.of(request, route.isReadByProxy());
    try {
      Optional<Connection> used = connections.take(route);
      if (used.isPresent()) {
        Optional<AnswerHead> answer = askAgain(used.get(), head);
        if (answer.isPresent()) {
          return response(request, route, used.get(), answer.get());
        }
      }
      Connection fresh = route.open(timeouts.connect());
      return response(request, route, fresh, ask(fresh, head));
    } catch (IOException e) {
      throw failure(e, timeouts.answer());
    }
  }

  private AnswerHead ask(Connection connection, String head) throws IOException {
    try {
      InputStream in = connection.in(timeouts.answer());
      try {
        connection.send(head);
      } catch (IOException e) {
        return lastWords(in, e);
      }
      return AnswerHead.read(in);
    } catch (IOException e) {
      connection.close();
      throw e;
    }
  }

  /** A server that does not listen any more may have said why. */
  private static AnswerHead lastWords(InputStream in, IOException unsent) throws IOException {
    try {
      return AnswerHead.read(in);
    } catch (IOException e) {
      e.addSuppressed(unsent);
      throw e;
    }
  }

  /** Empty where the server had closed the connection. */
  private Optional<AnswerHead> askAgain(Connection used, String head) throws IOException {
    try {
      return Optional.of(ask(used, head));
    } catch (SocketTimeoutException | NetworkException e) {
      throw e;
    } catch (IOException e) {
      return Optional.empty(); // an interrupt also ends the attempt that follows
    }
  }

  private Response response(Request request, Route route, Connection connection, AnswerHead answer)
      throws IOException {
    Framing framing = framing(request, connection, answer);
    AnswerBody body =
        new AnswerBody(
            connection,
            framing,
            timeouts.stall(),
            answer.keepsConnection()
                ? () -> connections.give(route, connection)
                : connection::close);
    return new Response(answer.status(), request.uri(), answer.headers(), body);
  }

  private static Framing framing(Request request, Connection connection, AnswerHead answer)
      throws IOException {
    try {
      return Framing.of(request.method(), answer);
    } catch (NetworkException e) {
      connection.close();
      throw e;
    }
  }

  /** What to throw where the network failed. */
  static IOException failure(IOException cause, Duration limit) {
    if (Thread.currentThread().isInterrupted()) {
      return (IOException)
          new InterruptedIOException("interrupted during a request").initCause(cause);
    }
    if (cause instanceof SocketTimeoutException) {
      return new NetworkException("no data for " + limit.toSeconds() + " s");
    }
    return cause instanceof NetworkException
        ? cause
        : new NetworkException(String.valueOf(cause.getMessage()), cause);
  }

  @Override
  public void close() {
    connections.close();
  }
}
