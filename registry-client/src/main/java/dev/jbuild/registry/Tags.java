package dev.jbuild.registry;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.registry.transport.Request;
import java.io.IOException;

/** Lists a repository's tags (distribution spec, "Listing Tags"). */
final class Tags {
  private final Pages pages;

  Tags(Session session) {
    this.pages = new Pages(session);
  }

  ImmutableList<String> list(Endpoint endpoint, ImageReference image) throws IOException {
    String repository = endpoint.repository(image.repository());
    Request request = Request.of("GET", endpoint.uri(image.repository(), "tags/list", ""));
    String what = "list of the tags of " + image.name();
    ImmutableList.Builder<String> tags = ImmutableList.builder();
    pages.each(
        new Call(what, endpoint, repository, Scopes.pull(repository), request),
        page -> Answers.json(page).path("tags").forEach(tag -> tags.add(tag.asText(""))));
    return tags.build();
  }
}
