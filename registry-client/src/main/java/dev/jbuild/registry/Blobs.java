package dev.jbuild.registry;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.registry.transport.Request;
import dev.jbuild.registry.transport.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Pulling of blobs (distribution spec, "Pulling blobs"). */
final class Blobs {
  private final Session session;

  Blobs(Session session) {
    this.session = session;
  }

  /**
   * The blob's bytes from an offset on, as they come: their number is checked, and nothing else.
   * The caller closes the stream.
   */
  InputStream get(Endpoint endpoint, ImageReference image, Descriptor blob, long offset)
      throws IOException {
    String what = what(image, blob);
    Call call = call("GET", what, endpoint, image, blob);
    Request request = offset == 0 ? call.request() : from(call.request(), offset);
    Call asked = call.with(request);
    Response response = response(asked, blob);
    AnswerStream body = new AnswerStream(response.body(), blob.size(), asked);
    if (response.status() == 206) {
      checkStart(asked, response, offset);
      body.startsAt(offset);
    } else {
      body.skipNBytes(offset);
    }
    return body;
  }

  static String what(ImageReference image, Descriptor blob) {
    return "pull of " + blob.digest() + " from " + image.name();
  }

  private static Request from(Request request, long offset) {
    return request.withHeaders(Map.of("Range", "bytes=" + offset + "-"));
  }

  private static void checkStart(Call call, Response response, long offset) throws IOException {
    String range = response.header("Content-Range").orElse("");
    if (!range.startsWith("bytes " + offset + "-")) {
      response.close();
      throw new RegistryException.Corrupt(
          "%s: %s gave the range \"%s\" where bytes from %d on were asked for: refused"
              .formatted(call.what(), call.request(), range, offset));
    }
  }

  private Response response(Call call, Descriptor blob) throws IOException {
    try {
      return session.expect(call, 200, 206);
    } catch (RegistryException.NotFound e) {
      if (blob.urls().isEmpty()) {
        throw e;
      }
      throw new RegistryException.Unsupported(
          call.what()
              + ": the registry has only links to this layer; following them: not"
              + " supported yet",
          e);
    }
  }

  boolean exists(Endpoint endpoint, ImageReference image, Descriptor blob, Scopes scopes)
      throws IOException {
    String what = "look for " + blob.digest() + " in " + image.name();
    Call pulling = call("HEAD", what, endpoint, image, blob);
    Call call = new Call(what, endpoint, pulling.repository(), scopes, pulling.request());
    try (Response response = session.expect(call, 200, 404)) {
      return response.status() == 200;
    }
  }

  private static Call call(
      String method, String what, Endpoint endpoint, ImageReference image, Descriptor blob) {
    String repository = endpoint.repository(image.repository());
    Request request =
        Request.of(method, endpoint.uri(image.repository(), "blobs/" + blob.digest(), ""));
    return new Call(what, endpoint, repository, Scopes.pull(repository), request);
  }
}
