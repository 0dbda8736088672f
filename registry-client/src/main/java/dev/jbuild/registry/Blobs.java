package dev.jbuild.registry;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.registry.transport.Request;
import dev.jbuild.registry.transport.Response;
import java.io.IOException;
import java.io.InputStream;

/** Pulling of blobs (distribution spec, "Pulling blobs"). */
final class Blobs {
  private final Session session;

  Blobs(Session session) {
    this.session = session;
  }

  /** The blob, verified while it is read. The caller closes the stream. */
  InputStream get(Endpoint endpoint, ImageReference image, Descriptor blob) throws IOException {
    String what = "pull of " + blob.digest() + " from " + image.name();
    Call call = call("GET", what, endpoint, image, blob);
    Response response = response(call, blob);
    return new VerifiedStream(response.body(), blob, call);
  }

  private Response response(Call call, Descriptor blob) throws IOException {
    try {
      return session.expect(call, 200);
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
