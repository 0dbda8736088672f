package dev.jbuild.registry;

import com.google.common.collect.ImmutableSet;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.MediaType;
import dev.jbuild.registry.transport.Request;
import dev.jbuild.registry.transport.RequestBody;
import dev.jbuild.registry.transport.Response;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Manifests and indexes as bytes, there and back (distribution spec, "Pulling manifests"). */
final class Manifests {
  private static final int LONGEST = 4 * 1024 * 1024;
  private static final String ACCEPTED =
      String.join(
          ", ",
          MediaType.OCI_INDEX.value(),
          MediaType.OCI_MANIFEST.value(),
          MediaType.DOCKER_LIST.value(),
          MediaType.DOCKER_MANIFEST.value());

  /** Types that say nothing: the content's own {@code mediaType} counts then. */
  private static final ImmutableSet<String> VAGUE =
      ImmutableSet.of(
          "", "application/json", "application/octet-stream", "text/plain", "text/html");

  private final Session session;

  Manifests(Session session) {
    this.session = session;
  }

  /**
   * A manifest or index as the registry has it; its digest is right if one was asked for.
   *
   * @param declared the media type that the registry gave, if it gave one
   */
  @SuppressWarnings("ArrayRecordComponent") // handed from here to a parser, never compared
  record Fetched(byte[] bytes, Digest digest, @Nullable MediaType declared) {}

  /**
   * @param key a tag or a digest
   */
  Fetched get(Endpoint endpoint, ImageReference image, String key) throws IOException {
    Call call = call("GET", "pull of " + image, endpoint, image, key, false);
    Request request = call.request().withHeaders(Map.of("Accept", ACCEPTED));
    try (Response response = session.expect(call.with(request), 200)) {
      byte[] bytes = Answers.bytes(call.what(), request, response, LONGEST);
      Digest digest = Digest.of(bytes);
      check(call, expected(key, response), digest);
      return new Fetched(bytes, digest, declared(response));
    }
  }

  void put(Endpoint endpoint, ImageReference image, MediaType type, byte[] bytes)
      throws IOException {
    String key = image.tag().orElseGet(image::manifestKey);
    Call call = call("PUT", "push of " + image, endpoint, image, key, true);
    Request request = call.request().withBody(type.value(), new RequestBody.Bytes(bytes));
    try (Response response = session.expect(call.with(request), 201, 200, 202, 204)) {
      check(call, response.header("Docker-Content-Digest"), Digest.of(bytes));
    }
  }

  private static Call call(
      String method,
      String what,
      Endpoint endpoint,
      ImageReference image,
      String key,
      boolean writes) {
    String repository = endpoint.repository(image.repository());
    return new Call(
        what,
        endpoint,
        repository,
        writes ? Scopes.push(repository) : Scopes.pull(repository),
        Request.of(method, endpoint.uri(image.repository(), "manifests/" + key, "")));
  }

  private static Optional<String> expected(String key, Response response) {
    return key.contains(":") ? Optional.of(key) : response.header("Docker-Content-Digest");
  }

  private static void check(Call call, Optional<String> expected, Digest actual)
      throws RegistryException {
    boolean differs =
        expected
            .filter(digest -> digest.startsWith("sha256:") && !digest.equals(actual.toString()))
            .isPresent();
    if (differs) {
      throw new RegistryException.Corrupt(
          "%s: %s gave content with digest %s where %s belongs: refused"
              .formatted(call.what(), call.request(), actual, expected.get()));
    }
  }

  private static @Nullable MediaType declared(Response response) {
    String type = response.header("Content-Type").orElse("");
    int parameters = type.indexOf(';');
    String bare = (parameters < 0 ? type : type.substring(0, parameters)).trim();
    return VAGUE.contains(bare) ? null : new MediaType(bare);
  }
}
