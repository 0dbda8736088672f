package dev.jbuild.registry;

import dev.jbuild.registry.transport.Origin;
import dev.jbuild.registry.transport.Response;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads lists that come page by page: each names the next in its Link header (RFC 8288). */
final class Pages {
  private static final int LONGEST_PAGE = 16 * 1024 * 1024;
  private static final int MOST_PAGES = 10_000;
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>[^,]*;\\s*rel=\"?next\"?");

  private final Session session;

  Pages(Session session) {
    this.session = session;
  }

  /** Takes a page. */
  @FunctionalInterface
  interface Reader {
    void read(byte[] page) throws IOException;
  }

  /** Reads the page that the call asks for, and all that follow. */
  void each(Call first, Reader reader) throws IOException {
    Optional<URI> place = Optional.of(first.request().uri());
    for (int count = 0; place.isPresent() && count < MOST_PAGES; count++) {
      Call call = first.with(first.request().at(place.get()));
      try (Response response = session.expect(call, 200)) {
        reader.read(Answers.bytes(call.what(), call.request(), response, LONGEST_PAGE));
        place = next(call, response);
      }
    }
  }

  private static Optional<URI> next(Call call, Response response) throws IOException {
    Matcher link = NEXT.matcher(response.header("Link").orElse(""));
    if (!link.find()) {
      return Optional.empty();
    }
    try {
      URI target = resolve(response.uri(), link.group(1));
      if (Origin.of(target).equals(call.endpoint().origin())) {
        return Optional.of(target);
      }
    } catch (IllegalArgumentException e) {
      throw elsewhere(call);
    }
    throw elsewhere(call);
  }

  /** As RFC 3986 has it: Java's own drops the last part of the path before a bare query. */
  private static URI resolve(URI base, String reference) {
    return reference.startsWith("?")
        ? base.resolve(base.getRawPath() + reference)
        : base.resolve(reference);
  }

  private static RegistryException elsewhere(Call call) {
    return new RegistryException.Unsupported(
        call.what() + ": " + call.request() + " continues at a place that is not this registry");
  }
}
