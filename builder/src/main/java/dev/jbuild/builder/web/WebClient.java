package dev.jbuild.builder.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.builder.secret.HostSecrets;
import dev.jbuild.registry.transport.HttpTransport;
import dev.jbuild.registry.transport.NetworkException;
import dev.jbuild.registry.transport.Redacted;
import dev.jbuild.registry.transport.Request;
import dev.jbuild.registry.transport.Response;
import dev.jbuild.registry.transport.TlsSettings;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Asks web servers for files, and goes where they send it. */
final class WebClient {
  private static final int MOST_REDIRECTS = 10;

  private final HttpTransport transport;
  private final HostSecrets secrets;

  WebClient(HttpTransport transport, HostSecrets secrets) {
    this.transport = transport;
    this.secrets = secrets;
  }

  /**
   * The answer with the file, or that it is not modified. The caller closes it.
   *
   * @param isPinned whether the content's digest is known, so that the way may be insecure
   * @throws WebException for any other answer, and for none
   */
  Response get(URI uri, Map<String, String> headers, boolean isPinned) throws IOException {
    Request request = Request.of("GET", uri).withHeaders(headers);
    Optional<String> authorization = authorization(uri);
    if (authorization.isPresent()) {
      request = request.withAuthorization(authorization.get());
    }
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      Response response = send(request, uri);
      Optional<String> location = response.header("Location");
      if (!isRedirect(response.status()) || location.isEmpty()) {
        return checked(response, uri);
      }
      response.close();
      request = request.redirectedTo(target(request.uri(), location.get(), isPinned));
    }
    throw new WebException(
        "cannot GET " + Redacted.of(uri) + ": stopped after " + MOST_REDIRECTS + " redirects");
  }

  /** A name and password in the address, or a secret for the host. */
  private Optional<String> authorization(URI uri) throws IOException {
    return uri.getUserInfo() == null
        ? secrets.web(uri.getHost())
        : Optional.of("Basic " + base64(uri.getUserInfo()));
  }

  private Response send(Request request, URI uri) throws IOException {
    try {
      return transport.send(request, TlsSettings.STANDARD);
    } catch (NetworkException e) {
      throw unreachable(uri, e);
    } catch (IllegalArgumentException e) {
      throw new WebException("cannot GET " + Redacted.of(uri) + ": " + e.getMessage(), e);
    }
  }

  /** What to say when the network failed. */
  static WebException unreachable(URI uri, NetworkException failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    String why = cause instanceof UnknownHostException ? "no such host" : cause.getMessage();
    return new WebException(
        "cannot GET " + Redacted.of(uri) + ": " + why + "; check the address and the network",
        failure);
  }

  private static Response checked(Response response, URI uri) throws IOException {
    boolean isAnswer = response.isOk() || response.status() == WebFiles.NOT_MODIFIED;
    if (isAnswer) {
      return response;
    }
    response.close();
    String next =
        switch (response.status()) {
          case 401, 403, 407 -> "; the server wants credentials, or does not take these";
          case 404, 410 -> "; check the address";
          default -> "";
        };
    throw new WebException(
        "GET " + Redacted.of(uri) + ": invalid response status " + response.status() + next);
  }

  private static boolean isRedirect(int status) {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  private static URI target(URI from, String location, boolean isPinned) throws WebException {
    URI target;
    try {
      target = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new WebException(Redacted.of(from) + " leads to what is no address: " + location, e);
    }
    boolean isWeb = "http".equals(target.getScheme()) || "https".equals(target.getScheme());
    boolean staysSafe =
        isPinned || !from.getScheme().equals("https") || "https".equals(target.getScheme());
    if (!isWeb || !staysSafe) {
      throw new WebException(
          Redacted.of(from)
              + " leads to "
              + Redacted.of(target)
              + (isWeb ? ", without encryption; give a --checksum to allow that" : ""));
    }
    return target;
  }

  private static String base64(String userInfo) {
    return Base64.getEncoder().encodeToString(userInfo.getBytes(UTF_8));
  }

  /** What to send so that the answer may be that nothing has changed. */
  static ImmutableMap<String, String> conditions(WebRecord known) {
    ImmutableMap.Builder<String, String> headers = ImmutableMap.builder();
    if (!known.tag().isEmpty()) {
      headers.put("If-None-Match", known.tag());
    }
    if (!known.lastModified().isEmpty()) {
      headers.put("If-Modified-Since", known.lastModified());
    }
    return headers.build();
  }
}
