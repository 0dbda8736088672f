package dev.jbuild.testkit.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code /v2/<name>/blobs/uploads/}. */
final class UploadRoutes {
  private final Storage storage;
  private final Set<Quirk> quirks;
  private final String url;

  UploadRoutes(Storage storage, Set<Quirk> quirks, String url) {
    this.storage = storage;
    this.quirks = quirks;
    this.url = url;
  }

  void handle(String repository, String id, HttpRequest request, HttpConnection connection)
      throws IOException {
    if (request.method().equals("POST")) {
      open(repository, request, connection);
    } else if (!isKnown(id, request)) {
      connection.answer(404, Map.of(), Errors.of("BLOB_UPLOAD_UNKNOWN", "no such upload"));
    } else {
      switch (request.method()) {
        case "GET" -> status(repository, id, connection);
        case "PATCH" -> patch(repository, id, request, connection);
        case "PUT" -> put(repository, id, request, connection);
        default -> connection.answer(405, Map.of());
      }
    }
  }

  private boolean isKnown(String id, HttpRequest request) {
    boolean stateCame =
        !quirks.contains(Quirk.LOCATION_WITH_QUERY)
            || request.parameter("state").equals(Optional.of("a/b+c"));
    return stateCame && Files.exists(storage.upload(id));
  }

  private void open(String repository, HttpRequest request, HttpConnection connection)
      throws IOException {
    Optional<String> digest = request.parameter("mount");
    Optional<String> from = request.parameter("from");
    boolean mounts =
        digest.isPresent()
            && from.isPresent()
            && !quirks.contains(Quirk.NO_MOUNT)
            && storage.has(from.get(), digest.get());
    if (mounts) {
      storage.own(repository, digest.get());
      connection.answer(201, Map.of("Location", "/v2/" + repository + "/blobs/" + digest.get()));
    } else {
      connection.answer(202, Map.of("Location", location(repository, storage.begin())));
    }
  }

  private String location(String repository, String id) {
    return (quirks.contains(Quirk.ABSOLUTE_LOCATION) ? url : "")
        + "/v2/"
        + repository
        + "/blobs/uploads/"
        + id
        + (quirks.contains(Quirk.LOCATION_WITH_QUERY) ? "?state=a%2Fb%2Bc" : "");
  }

  private void status(String repository, String id, HttpConnection connection) throws IOException {
    if (quirks.contains(Quirk.NO_UPLOAD_STATUS)) {
      connection.answer(405, Map.of());
      return;
    }
    connection.answer(204, progress(repository, id));
  }

  private Map<String, String> progress(String repository, String id) throws IOException {
    long size = Files.size(storage.upload(id));
    return Map.of("Location", location(repository, id), "Range", "0-" + Math.max(size - 1, 0));
  }

  private void patch(String repository, String id, HttpRequest request, HttpConnection connection)
      throws IOException {
    if (quirks.contains(Quirk.NO_CHUNKS)) {
      connection.answer(405, Map.of(), Errors.of("UNSUPPORTED", "chunks are not supported"));
      return;
    }
    String start =
        request
            .header("content-range")
            .map(range -> range.substring(0, range.indexOf('-')))
            .orElse("0");
    if (Long.parseLong(start) != Files.size(storage.upload(id))) {
      connection.answer(416, progress(repository, id));
      return;
    }
    receive(id, request);
    connection.answer(202, progress(repository, id));
  }

  private void put(String repository, String id, HttpRequest request, HttpConnection connection)
      throws IOException {
    receive(id, request);
    String digest = request.parameter("digest").orElse("");
    if (storage.commit(repository, id, digest)) {
      connection.answer(201, Map.of("Location", "/v2/" + repository + "/blobs/" + digest));
    } else {
      connection.answer(400, Map.of(), Errors.of("DIGEST_INVALID", "no match"));
    }
  }

  private void receive(String id, HttpRequest request) throws IOException {
    long before = Files.size(storage.upload(id));
    try {
      storage.append(id, request.body());
    } catch (IOException e) {
      if (quirks.contains(Quirk.FORGETS_BROKEN_CHUNKS)) {
        try (var file =
            Files.newByteChannel(storage.upload(id), java.nio.file.StandardOpenOption.WRITE)) {
          file.truncate(before);
        }
      }
      throw e;
    }
  }
}
