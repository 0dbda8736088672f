package dev.jbuild.registry;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.registry.transport.Origin;
import dev.jbuild.registry.transport.Request;
import dev.jbuild.registry.transport.Response;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lists a repository's tags, page by page (distribution spec, "Listing Tags"). */
final class Tags {
  private static final int LONGEST_PAGE = 16 * 1024 * 1024;
  private static final int MOST_PAGES = 10_000;
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>[^,]*;\\s*rel=\"?next\"?");

  private final Session session;

  Tags(Session session) {
    this.session = session;
  }

  ImmutableList<String> list(Endpoint endpoint, ImageReference image) throws IOException {
    String repository = endpoint.repository(image.repository());
    String what = "list of the tags of " + image.name();
    ImmutableList.Builder<String> tags = ImmutableList.builder();
    Optional<URI> page = Optional.of(endpoint.uri(image.repository(), "tags/list", ""));
    for (int count = 0; page.isPresent() && count < MOST_PAGES; count++) {
      Request request = Request.of("GET", page.get());
      Call call = new Call(what, endpoint, repository, Scopes.pull(repository), request);
      try (Response response = session.expect(call, 200)) {
        byte[] body = Answers.bytes(what, request, response, LONGEST_PAGE);
        Answers.json(body).path("tags").forEach(tag -> tags.add(tag.asText("")));
        page = next(call, response);
      }
    }
    return tags.build();
  }

  private static Optional<URI> next(Call call, Response response) throws IOException {
    Matcher link = NEXT.matcher(response.header("Link").orElse(""));
    if (!link.find()) {
      return Optional.empty();
    }
    try {
      URI target = response.uri().resolve(link.group(1));
      if (Origin.of(target).equals(call.endpoint().origin())) {
        return Optional.of(target);
      }
    } catch (IllegalArgumentException e) {
      throw elsewhere(call);
    }
    throw elsewhere(call);
  }

  private static RegistryException elsewhere(Call call) {
    return new RegistryException.Unsupported(
        call.what() + ": " + call.request() + " continues at a place that is not this registry");
  }
}
