package dev.jbuild.registry.transport;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import java.net.ProxySelector;
import java.net.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

/**
 * GETs of long bodies, each read from the socket by the thread that wants it: HttpClient hands
 * every 16 KiB from thread to thread, which takes five times the CPU time and three times as long.
 */
final class BulkGet {
  private final Timeouts timeouts;
  private final ProxySelector proxies;

  BulkGet(Timeouts timeouts, ProxySelector proxies) {
    this.timeouts = timeouts;
    this.proxies = proxies;
  }

  /**
   * One exchange.
   *
   * @param tls empty for the platform's own way
   */
  Response send(Request request, Optional<SSLContext> tls) throws IOException {
    HttpURLConnection connection = open(request);
    if (tls.isPresent() && connection instanceof HttpsURLConnection encrypted) {
      encrypted.setSSLSocketFactory(tls.get().getSocketFactory());
    }
    try {
      int status = connection.getResponseCode();
      if (status < 0) {
        throw new NetworkException("what came is no HTTP");
      }
      return new Response(status, request.uri(), headers(connection), BulkStream.of(connection));
    } catch (IOException e) {
      connection.disconnect();
      throw failure(e);
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

  static IOException failure(IOException cause) {
    if (Thread.currentThread().isInterrupted()) {
      return (IOException)
          new InterruptedIOException("interrupted during a request").initCause(cause);
    }
    return cause instanceof NetworkException
        ? cause
        : new NetworkException(String.valueOf(cause.getMessage()), cause);
  }
}
