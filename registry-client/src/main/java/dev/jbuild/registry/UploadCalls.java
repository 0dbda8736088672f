package dev.jbuild.registry;

import dev.jbuild.registry.ChunkOutcome.Reached;
import dev.jbuild.registry.transport.Request;
import dev.jbuild.registry.transport.RequestBody;
import dev.jbuild.registry.transport.Response;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The requests of an upload (distribution spec, "Pushing blobs"). */
final class UploadCalls {
  private static final Pattern RANGE = Pattern.compile("(?:bytes[= ])?0-([0-9]{1,18})");

  private final Session session;

  UploadCalls(Session session) {
    this.session = session;
  }

  /**
   * An upload that a registry has opened.
   *
   * @param shortestChunk that it takes, but for the last one
   */
  record Opened(URI place, long shortestChunk) {}

  /** Asks for a place to upload to. */
  Opened open(UploadTarget target) throws IOException {
    Call call = call(target, target.scopes(), post(target, ""));
    try (Response response = session.expect(call, 202)) {
      long shortest = response.headers().firstValueAsLong("OCI-Chunk-Min-Length").orElse(0);
      return new Opened(place(call, response), shortest);
    }
  }

  /**
   * Asks the registry to take the blob from another of its repositories.
   *
   * @return empty if it did; else the place to upload to
   */
  Optional<URI> mount(UploadTarget target, String from) throws IOException {
    String what = "mount of " + target.blob().digest() + " from " + from;
    Scopes scopes = target.scopes().and(Scopes.pull(from));
    String query = "mount=" + target.blob().digest() + "&from=" + encoded(from);
    Call call =
        new Call(
            what + " to " + target.image().name(),
            target.endpoint(),
            target.image().repository(),
            scopes,
            post(target, query));
    try (Response response = session.expect(call, 201, 202)) {
      return response.status() == 201 ? Optional.empty() : Optional.of(place(call, response));
    }
  }

  /** How much of an upload the registry has; empty when it does not know or does not say. */
  Optional<Reached> status(UploadTarget target, URI place) throws IOException {
    Call call = call(target, target.scopes(), Request.of("GET", place));
    try (Response response = session.send(call)) {
      if (response.status() != 204 && response.status() != 202 && response.status() != 200) {
        return Optional.empty();
      }
      URI next = Wire.location(call.what(), response).orElse(place);
      return end(response).filter(end -> end <= target.size()).map(end -> new Reached(next, end));
    }
  }

  /** Sends a piece of the blob. */
  ChunkOutcome patch(UploadTarget target, URI place, long offset, RequestBody.Streamed body)
      throws IOException {
    long end = offset + body.size();
    Request request =
        Request.of("PATCH", place)
            .withBody("application/octet-stream", body)
            .withHeaders(Map.of("Content-Range", offset + "-" + (end - 1)));
    Call call = call(target, target.scopes(), request);
    Response response = session.send(call);
    return switch (response.status()) {
      case 416 -> closed(response, new ChunkOutcome.OutOfPlace());
      case 404 -> closed(response, new ChunkOutcome.Gone());
      case 405, 501 -> closed(response, new ChunkOutcome.NotSupported());
      case 413 -> new ChunkOutcome.TooLarge(session.refusal(call, response));
      case 200, 201, 202, 204 -> {
        try (response) {
          URI next = Wire.location(call.what(), response).orElse(place);
          long reached = end(response).filter(said -> said <= end).orElse(end);
          yield new Reached(next, reached);
        }
      }
      default -> throw session.refusal(call, response);
    };
  }

  private static ChunkOutcome closed(Response response, ChunkOutcome outcome) throws IOException {
    response.close();
    return outcome;
  }

  /** Ends an upload with the rest of the blob; false when the registry does not know it. */
  boolean put(UploadTarget target, URI place, RequestBody body) throws IOException {
    String separator = place.getRawQuery() == null ? "?" : "&";
    String digest = encoded(target.blob().digest().toString());
    URI complete = URI.create(place + separator + "digest=" + digest);
    Request request = Request.of("PUT", complete).withBody("application/octet-stream", body);
    try (Response response =
        session.expect(call(target, target.scopes(), request), 201, 204, 404)) {
      return response.status() != 404;
    }
  }

  /** The number of bytes that {@code Range: 0-<last>} tells of; none is told of as 0-0. */
  private static Optional<Long> end(Response response) {
    Matcher range = RANGE.matcher(response.header("Range").orElse(""));
    if (!range.matches()) {
      return Optional.empty();
    }
    long last = Long.parseLong(range.group(1));
    return Optional.of(last == 0 ? 0 : last + 1);
  }

  private static URI place(Call call, Response response) throws IOException {
    return Wire.location(call.what(), response)
        .orElseThrow(() ->
            new RegistryException.Unsupported(
                call.what() + ": " + call.request() + " did not say where to upload to"));
  }

  private static Request post(UploadTarget target, String query) {
    return Request.of(
        "POST", target.endpoint().uri(target.image().repository(), "blobs/uploads/", query));
  }

  private static Call call(UploadTarget target, Scopes scopes, Request request) {
    return new Call(target.what(), target.endpoint(), target.image().repository(), scopes, request);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
