package dev.jbuild.registry;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.layer.Content;
import dev.jbuild.registry.transport.Request;
import dev.jbuild.registry.transport.RequestBody;
import dev.jbuild.registry.transport.Response;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

/**
 * Pushing of blobs (distribution spec, "POST then PUT"): a session is opened, then the blob goes
 * there in one request with its length.
 */
final class Uploads {
  private final Session session;

  /** Sessions that a registry opened where a mount was asked for. */
  private final Map<Key, URI> opened = new ConcurrentHashMap<>();

  Uploads(Session session) {
    this.session = session;
  }

  private record Key(String registry, String repository, Digest blob) {}

  /**
   * Asks the registry to take the blob from another of its repositories. False if it won't, for
   * whatever reason: an upload is the answer to all of them, and says what is wrong if it fails
   * too.
   */
  boolean mount(Endpoint endpoint, ImageReference image, Descriptor blob, String from)
      throws IOException {
    String what = "mount of " + blob.digest() + " from " + from + " to " + image.name();
    Scopes scopes = Scopes.push(image.repository()).and(Scopes.pull(from));
    String query = "mount=" + blob.digest() + "&from=" + encoded(from);
    Call call = call(what, endpoint, image, scopes, post(endpoint, image, query));
    try (Response response = session.expect(call, 201, 202)) {
      if (response.status() == 202) {
        opened.put(key(image, blob), uploadPlace(call, response));
      }
      return response.status() == 201;
    } catch (RegistryException.Denied
        | RegistryException.NotFound
        | RegistryException.Unsupported e) {
      return false;
    }
  }

  /** Whether a refused mount has left a session for this blob: then it is not there. */
  boolean isOpened(ImageReference image, Descriptor blob) {
    return opened.containsKey(key(image, blob));
  }

  /** Sends the blob, into the session that a refused mount has left if there is one. */
  void push(
      Endpoint endpoint,
      ImageReference image,
      Descriptor blob,
      Content content,
      LongConsumer progress)
      throws IOException {
    RequestBody body = new RequestBody.Streamed(blob.size(), content, progress);
    Optional<URI> place = Optional.ofNullable(opened.remove(key(image, blob)));
    if (place.isPresent() && putInto(place.get(), endpoint, image, blob, body)) {
      return;
    }
    URI fresh = open(endpoint, image, blob);
    if (!putInto(fresh, endpoint, image, blob, body)) {
      throw new RegistryException.NotFound(
          what(image, blob) + ": the registry does not know the upload it has just opened");
    }
  }

  private URI open(Endpoint endpoint, ImageReference image, Descriptor blob) throws IOException {
    Scopes scopes = Scopes.push(image.repository());
    Call call = call(what(image, blob), endpoint, image, scopes, post(endpoint, image, ""));
    try (Response response = session.expect(call, 202)) {
      return uploadPlace(call, response);
    }
  }

  /** False when the registry does not know the session. */
  private boolean putInto(
      URI place, Endpoint endpoint, ImageReference image, Descriptor blob, RequestBody body)
      throws IOException {
    String separator = place.getRawQuery() == null ? "?" : "&";
    URI target = URI.create(place + separator + "digest=" + encoded(blob.digest().toString()));
    Request request = Request.of("PUT", target).withBody("application/octet-stream", body);
    Scopes scopes = Scopes.push(image.repository());
    Call call = call(what(image, blob), endpoint, image, scopes, request);
    try (Response response = session.expect(call, 201, 204, 404)) {
      return response.status() != 404;
    }
  }

  private static URI uploadPlace(Call call, Response response) throws IOException {
    return Wire.location(call.what(), response)
        .orElseThrow(() ->
            new RegistryException.Unsupported(
                call.what() + ": " + call.request() + " did not say where to upload to"));
  }

  private static Request post(Endpoint endpoint, ImageReference image, String query) {
    return Request.of("POST", endpoint.uri(image.repository(), "blobs/uploads/", query));
  }

  private static Call call(
      String what, Endpoint endpoint, ImageReference image, Scopes scopes, Request request) {
    return new Call(what, endpoint, image.repository(), scopes, request);
  }

  private static String what(ImageReference image, Descriptor blob) {
    return "push of " + blob.digest() + " to " + image.name();
  }

  private static Key key(ImageReference image, Descriptor blob) {
    return new Key(image.registry(), image.repository(), blob.digest());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
