package dev.jbuild.registry;

import com.google.common.collect.ImmutableSet;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.MediaType;
import dev.jbuild.oci.RawManifest;
import dev.jbuild.registry.transport.Request;
import dev.jbuild.registry.transport.RequestBody;
import dev.jbuild.registry.transport.Response;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
          MediaType.DOCKER_MANIFEST.value(),
          MediaType.OCI_ARTIFACT.value());

  /** Types that say nothing: the content's own {@code mediaType} counts then. */
  private static final ImmutableSet<String> VAGUE =
      ImmutableSet.of(
          "", "application/json", "application/octet-stream", "text/plain", "text/html");

  /** What registries answer that remove no tags, or nothing at all. */
  private static final ImmutableSet<Integer> CANNOT = ImmutableSet.of(400, 405, 415, 501);

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
    return get(endpoint, image, key, ACCEPTED);
  }

  /** What the name stands for, of whatever kind. */
  RawManifest raw(Endpoint endpoint, ImageReference image) throws IOException {
    Fetched fetched = get(endpoint, image, image.manifestKey(), ACCEPTED);
    return raw(image, fetched, fetched.declared());
  }

  /** What another manifest of the repository names, of whatever kind. */
  RawManifest raw(Endpoint endpoint, ImageReference image, Descriptor named) throws IOException {
    String accepted = ACCEPTED + ", " + named.mediaType();
    Fetched fetched = get(endpoint, image, named.digest().toString(), accepted);
    if (fetched.bytes().length != named.size()) {
      throw new RegistryException.Corrupt(
          "pull of %s: %s has %d bytes, but %d were promised: refused"
              .formatted(image, named.digest(), fetched.bytes().length, named.size()));
    }
    return raw(image, fetched, fetched.declared() == null ? named.mediaType() : fetched.declared());
  }

  private static RawManifest raw(
      ImageReference image, Fetched fetched, @Nullable MediaType mediaType)
      throws RegistryException {
    try {
      return RawManifest.parse(fetched.bytes(), mediaType);
    } catch (IOException e) {
      throw new RegistryException.Corrupt("pull of " + image + ": " + e.getMessage(), e);
    }
  }

  private Fetched get(Endpoint endpoint, ImageReference image, String key, String accepted)
      throws IOException {
    Call call = call("GET", "pull of " + image, endpoint, image, key, Scopes::pull);
    Request request = call.request().withHeaders(Map.of("Accept", accepted));
    try (Response response = session.expect(call.with(request), 200)) {
      byte[] bytes = Answers.bytes(call.what(), request, response, LONGEST);
      Digest digest = Digest.of(bytes);
      check(call, expected(key, response), digest);
      return new Fetched(bytes, digest, declared(response));
    }
  }

  /** Stores it; true where the registry says that it knows what the manifest's subject is for. */
  boolean put(Endpoint endpoint, ImageReference image, MediaType type, byte[] bytes)
      throws IOException {
    String key = image.tag().orElseGet(image::manifestKey);
    Call call = call("PUT", "push of " + image, endpoint, image, key, Scopes::push);
    Request request = call.request().withBody(type.value(), new RequestBody.Bytes(bytes));
    try (Response response = session.expect(call.with(request), 201, 200, 202, 204)) {
      check(call, response.header("Docker-Content-Digest"), Digest.of(bytes));
      return response.header("OCI-Subject").isPresent();
    }
  }

  /** Removes a tag, or a manifest with all of its tags. False where the registry can't. */
  boolean delete(Endpoint endpoint, ImageReference image) throws IOException {
    String key = image.manifestKey();
    Call call = call("DELETE", "removal of " + image, endpoint, image, key, Scopes::delete);
    Response response = session.send(call);
    if (CANNOT.contains(response.status())) {
      response.close();
      return false;
    }
    if (!response.isOk()) {
      throw session.refusal(call, response);
    }
    response.close();
    return true;
  }

  private static Call call(
      String method,
      String what,
      Endpoint endpoint,
      ImageReference image,
      String key,
      Function<String, Scopes> scopes) {
    String repository = endpoint.repository(image.repository());
    return new Call(
        what,
        endpoint,
        repository,
        scopes.apply(repository),
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
