package dev.jbuild.registry.transport;

import com.google.common.collect.ImmutableMap;
import java.net.URI;
import java.util.Map;

/** One HTTP request; may be sent more than once. */
public record Request(
    String method, URI uri, ImmutableMap<String, String> headers, RequestBody body) {
  public static final String AUTHORIZATION = "Authorization";

  public static Request of(String method, URI uri) {
    return new Request(method, uri, ImmutableMap.of(), new RequestBody.None());
  }

  public Request withHeaders(Map<String, String> added) {
    ImmutableMap.Builder<String, String> all = ImmutableMap.builder();
    all.putAll(headers).putAll(added);
    return new Request(method, uri, all.buildKeepingLast(), body);
  }

  public Request withAuthorization(String value) {
    return withHeaders(Map.of(AUTHORIZATION, value));
  }

  public Request withBody(String contentType, RequestBody next) {
    return new Request(method, uri, headers, next).withHeaders(Map.of("Content-Type", contentType));
  }

  /** The same for another place of the same origin. */
  public Request at(URI place) {
    return new Request(method, place, headers, body);
  }

  /** The same for another place; another origin never sees the Authorization header. */
  public Request redirectedTo(URI target) {
    Request moved = new Request(method, target, headers, body);
    return Origin.of(target).equals(Origin.of(uri)) ? moved : moved.withoutAuthorization();
  }

  private Request withoutAuthorization() {
    ImmutableMap.Builder<String, String> kept = ImmutableMap.builder();
    headers.entrySet().stream()
        .filter(header -> !header.getKey().equalsIgnoreCase(AUTHORIZATION))
        .forEach(kept::put);
    return new Request(method, uri, kept.buildOrThrow(), body);
  }

  /** Method and place, fit to be shown. */
  @Override
  public String toString() {
    return method + " " + Redacted.of(uri);
  }
}
