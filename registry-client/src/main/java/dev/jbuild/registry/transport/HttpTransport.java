package dev.jbuild.registry.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/**
 * Sends requests: those without a body by a {@link DirectExchange}, uploads by a {@link
 * HttpClient}. Making one of those takes half a second, so it is made by the first request that
 * needs it, one for each way to do TLS. Redirects are handed back to the caller. Thread-safe.
 */
public final class HttpTransport implements AutoCloseable {
  private final Timeouts timeouts;
  private final ProxySelector proxies;
  private final Map<TlsSettings, HttpClient> clients = new HashMap<>();
  private final Map<TlsSettings, SSLContext> contexts = new HashMap<>();
  private final DirectExchange direct;

  public HttpTransport(Timeouts timeouts, ProxySelector proxies) {
    this.timeouts = timeouts;
    this.proxies = proxies;
    this.direct = new DirectExchange(timeouts);
  }

  /**
   * One exchange. The caller closes the response.
   *
   * @throws NetworkException when there is no answer
   * @throws IllegalArgumentException for a proxy that can't be used
   * @throws IOException what the content of a streamed body threw, or a TLS file that can't be read
   */
  public Response send(Request request, TlsSettings tls) throws IOException {
    // HttpClient asks again, and would take what this throws for a broken connection.
    Proxy proxy = proxies.select(request.uri()).getFirst();
    if (DirectExchange.takes(request)) {
      return direct.send(request, proxy, context(tls));
    }
    return switch (request.body()) {
      case RequestBody.None _ -> exchange(request, BodyPublishers.noBody(), answerSoon(), tls);
      case RequestBody.Bytes some ->
          exchange(request, BodyPublishers.ofByteArray(some.bytes()), answerSoon(), tls);
      case RequestBody.Streamed streamed -> upload(request, streamed, tls);
    };
  }

  private Watch answerSoon() {
    return Watch.answerWithin(timeouts.answer());
  }

  private Response upload(Request request, RequestBody.Streamed body, TlsSettings tls)
      throws IOException {
    Upload upload = new Upload(body, timeouts);
    try {
      return exchange(request, upload, upload, tls);
    } finally {
      upload.stop();
    }
  }

  private Response exchange(
      Request request, HttpRequest.BodyPublisher body, Watch watch, TlsSettings tls)
      throws IOException {
    CompletableFuture<HttpResponse<InputStream>> sent =
        client(tls).sendAsync(toHttp(request, body), _ -> new BodyStream(timeouts.stall()));
    HttpResponse<InputStream> answer = await(sent, watch);
    return new Response(answer.statusCode(), answer.uri(), answer.headers(), answer.body());
  }

  private static HttpRequest toHttp(Request request, HttpRequest.BodyPublisher body) {
    boolean encrypted = Origin.of(request.uri()).isEncrypted();
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(request.uri())
            .method(request.method(), body)
            .version(encrypted ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
            .header("User-Agent", "jbuild");
    request.headers().forEach(builder::header);
    return builder.build();
  }

  private static <T> T await(CompletableFuture<T> answer, Watch watch) throws IOException {
    while (true) {
      long left = watch.quietSince() + watch.limit().toNanos() - System.nanoTime();
      if (left <= 0 && !answer.isDone()) {
        answer.cancel(true);
        throw new NetworkException("nothing moved for " + watch.limit().toSeconds() + " s");
      }
      Optional<T> got = get(answer, left, watch);
      if (got.isPresent()) {
        return got.get();
      }
    }
  }

  /** Empty when the time is over: an upload may have moved meanwhile. */
  private static <T> Optional<T> get(CompletableFuture<T> answer, long nanos, Watch watch)
      throws IOException {
    try {
      return Optional.of(answer.get(nanos, TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw failure(e.getCause() == null ? e : e.getCause(), watch);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for an answer");
    }
  }

  private static IOException failure(Throwable cause, Watch watch) {
    IOException source = watch.sourceFailure();
    if (source != null) {
      return source;
    }
    return new NetworkException(String.valueOf(cause.getMessage()), cause);
  }

  private synchronized HttpClient client(TlsSettings tls) throws IOException {
    HttpClient known = clients.get(tls);
    if (known != null) {
      return known;
    }
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .connectTimeout(timeouts.connect())
            .proxy(proxies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Thread::startVirtualThread);
    context(tls).ifPresent(builder::sslContext);
    HttpClient made = builder.build();
    clients.put(tls, made);
    return made;
  }

  /** One for all connections, so that sessions go on. */
  private synchronized Optional<SSLContext> context(TlsSettings tls) throws IOException {
    SSLContext known = contexts.get(tls);
    if (known == null && !tls.isStandard()) {
      known = TlsContext.of(tls);
      contexts.put(tls, known);
    }
    return Optional.ofNullable(known);
  }

  /** Ends all connections that wait; uploads under way fail. */
  @Override
  public synchronized void close() {
    direct.close();
    clients.values().forEach(HttpClient::shutdownNow);
    clients.clear();
  }
}
