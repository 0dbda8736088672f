package dev.jbuild.registry.transport;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import java.net.ProxySelector;
import java.net.SocketTimeoutException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

/**
 * GETs whose answer is read from the socket by the thread that wants it: HttpClient hands every 16
 * KiB from thread to thread, which takes five times the CPU time and three times as long, and it
 * needs twice the time to get going.
 */
final class DirectGet {
  private final Timeouts timeouts;
  private final ProxySelector proxies;

  DirectGet(Timeouts timeouts, ProxySelector proxies) {
    this.timeouts = timeouts;
    this.proxies = proxies;
  }

  /**
   * One exchange.
   *
   * @param tls empty for the platform's own way
   */
  Response send(Request request, Optional<SSLContext> tls) throws IOException {
    if (Thread.currentThread().isVirtual()) {
      return exchange(request, tls);
    }
    FutureTask<Response> exchange = new FutureTask<>(() -> exchange(request, tls));
    Thread.startVirtualThread(exchange);
    return await(exchange);
  }

  /** Only a virtual thread that reads from a socket can be interrupted. */
  private static Response await(FutureTask<Response> exchange) throws IOException {
    try {
      return exchange.get();
    } catch (InterruptedException e) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for an answer");
    } catch (ExecutionException e) {
      throw cause(e);
    }
  }

  private static IOException cause(ExecutionException failure) {
    return switch (failure.getCause()) {
      case IOException cause -> cause;
      case RuntimeException cause -> throw cause;
      case null, default -> throw new IllegalStateException("a GET failed", failure);
    };
  }

  private Response exchange(Request request, Optional<SSLContext> tls) throws IOException {
    HttpURLConnection connection = open(request);
    if (tls.isPresent() && connection instanceof HttpsURLConnection encrypted) {
      encrypted.setSSLSocketFactory(tls.get().getSocketFactory());
    }
    try {
      connect(connection);
      int status = connection.getResponseCode();
      if (status < 0) {
        throw new NetworkException("what came is no HTTP");
      }
      return new Response(status, request.uri(), headers(connection), DirectStream.of(connection));
    } catch (IOException e) {
      connection.disconnect();
      throw failure(connection, e);
    }
  }

  private HttpURLConnection open(Request request) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            request.uri().toURL().openConnection(proxies.select(request.uri()).getFirst());
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setConnectTimeout((int) timeouts.connect().toMillis());
    connection.setReadTimeout((int) timeouts.stall().toMillis());
    connection.setRequestProperty("User-Agent", "jbuild");
    connection.setRequestProperty("Accept", "*/*");
    request.headers().forEach(connection::setRequestProperty);
    return connection;
  }

  private static void connect(HttpURLConnection connection) throws IOException {
    try {
      connection.connect();
    } catch (SocketTimeoutException e) {
      throw (IOException) new HttpConnectTimeoutException("no connection in time").initCause(e);
    }
  }

  private static HttpHeaders headers(HttpURLConnection connection) {
    Map<String, List<String>> named = new HashMap<>();
    connection
        .getHeaderFields()
        .forEach((name, values) -> {
          if (name != null) { // the status line has none
            named.put(name, values);
          }
        });
    return HttpHeaders.of(named, (_, _) -> true);
  }

  /** What to throw for a failure once there is a connection. */
  static IOException failure(HttpURLConnection connection, IOException cause) {
    if (cause instanceof SocketTimeoutException) {
      return new NetworkException("no data for " + connection.getReadTimeout() / 1000 + " s");
    }
    if (Thread.currentThread().isInterrupted()) {
      return (IOException)
          new InterruptedIOException("interrupted during a request").initCause(cause);
    }
    return cause instanceof NetworkException
        ? cause
        : new NetworkException(String.valueOf(cause.getMessage()), cause);
  }
}
