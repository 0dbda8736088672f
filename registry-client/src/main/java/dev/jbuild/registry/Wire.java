package dev.jbuild.registry;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jbuild.registry.transport.HttpTransport;
import dev.jbuild.registry.transport.NetworkException;
import dev.jbuild.registry.transport.Origin;
import dev.jbuild.registry.transport.Redacted;
import dev.jbuild.registry.transport.Request;
import dev.jbuild.registry.transport.Response;
import dev.jbuild.registry.transport.TlsSettings;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * Sends requests and follows redirects. Another origin never sees the Authorization header, and
 * nothing goes from HTTPS to plain HTTP unless the settings allow it for that host.
 */
final class Wire implements AutoCloseable {
  private static final int MOST_REDIRECTS = 5;
  private static final ImmutableSet<Integer> REDIRECTS = ImmutableSet.of(301, 302, 303, 307, 308);
  private static final ImmutableSet<Integer> SAME_METHOD_REDIRECTS = ImmutableSet.of(307, 308);

  private final HttpTransport transport;
  private final RegistrySettings settings;

  Wire(HttpTransport transport, RegistrySettings settings) {
    this.transport = transport;
    this.settings = settings;
  }

  /** The first answer that is no redirect. The caller closes it. */
  Response send(String what, Endpoint endpoint, Request first) throws IOException {
    Request request = first;
    for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
      checkEncryption(what, endpoint, request.uri());
      Response response = exchange(what, endpoint, request);
      Optional<URI> target = redirect(what, request, response);
      if (target.isEmpty()) {
        return response;
      }
      response.close();
      request = request.redirectedTo(target.get());
    }
    throw new RegistryException.Unsupported(
        what + ": " + first + " was redirected more than " + MOST_REDIRECTS + " times");
  }

  private Response exchange(String what, Endpoint endpoint, Request request) throws IOException {
    try {
      return transport.send(request, tls(endpoint, request.uri()));
    } catch (NetworkException e) {
      throw NetworkFailures.of(what, request, e);
    } catch (IllegalArgumentException e) {
      throw new RegistryException.Unsupported(what + ": " + request + ": " + e.getMessage(), e);
    }
  }

  private static Optional<URI> redirect(String what, Request request, Response response)
      throws IOException {
    if (!REDIRECTS.contains(response.status())) {
      return Optional.empty();
    }
    Optional<URI> target = location(what, response);
    boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
    return reads ? target : target.filter(place -> mayRepeatAt(place, request, response));
  }

  /** What is sent to an origin (it may be a refresh token) goes to no other. */
  private static boolean mayRepeatAt(URI place, Request request, Response response) {
    return SAME_METHOD_REDIRECTS.contains(response.status())
        && Origin.of(place).equals(Origin.of(request.uri()));
  }

  /** The Location header as an absolute URI, if there is one. */
  static Optional<URI> location(String what, Response response) throws IOException {
    Optional<String> header = response.header("Location");
    if (header.isEmpty()) {
      return Optional.empty();
    }
    try {
      URI target = response.uri().resolve(header.get());
      Origin.of(target);
      return Optional.of(target);
    } catch (IllegalArgumentException e) {
      throw new RegistryException.Unsupported(
          what + ": " + Redacted.of(response.uri()) + " sent a Location that is no HTTP URL", e);
    }
  }

  /** Throws when this would leave an encrypted registry for plain HTTP. */
  private void checkEncryption(String what, Endpoint endpoint, URI target) throws IOException {
    Origin origin = Origin.of(target);
    if (endpoint.origin().isEncrypted() && !origin.isEncrypted() && !allowsPlain(origin)) {
      throw new RegistryException.Unsupported(
          ("%s: %s leads from HTTPS to plain HTTP at %s: refused; if that is"
                  + " meant to be, set http = true in [registry.\"%s\"]")
              .formatted(what, endpoint.name(), Redacted.of(target), origin.hostAndPort()));
    }
  }

  private boolean allowsPlain(Origin origin) {
    return settings.of(origin.hostAndPort()).http().orElse(false);
  }

  /** A host's own TLS options; else the registry's, and its authorities for other hosts too. */
  private TlsSettings tls(Endpoint endpoint, URI target) {
    TlsSettings own = settings.of(Origin.of(target).hostAndPort()).tls();
    TlsSettings registry = settings.of(endpoint.name()).tls();
    if (!own.isStandard()) {
      return own;
    }
    return Origin.of(target).equals(endpoint.origin())
        ? registry
        : new TlsSettings(false, registry.authorities(), ImmutableList.of());
  }

  @Override
  public void close() {
    transport.close();
  }
}
