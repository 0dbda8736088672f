package dev.jbuild.testkit.registry;

import dev.jbuild.oci.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code /v2/<name>/manifests/<reference>} and {@code /v2/<name>/tags/list}. */
final class ManifestRoutes {
  private final Storage storage;

  ManifestRoutes(Storage storage) {
    this.storage = storage;
  }

  void handle(String repository, String key, HttpRequest request, HttpConnection connection)
      throws IOException {
    switch (request.method()) {
      case "PUT" -> put(repository, key, request, connection);
      case "GET", "HEAD" -> get(repository, key, request, connection);
      case "DELETE" -> delete(repository, key, connection);
      default -> connection.answer(405, Map.of());
    }
  }

  private void put(String repository, String key, HttpRequest request, HttpConnection connection)
      throws IOException {
    byte[] bytes = request.body().readAllBytes();
    String digest = Digest.of(bytes).toString();
    Storage.Stored stored =
        new Storage.Stored(request.header("content-type").orElse("application/json"), bytes);
    storage.manifests(repository).put(key, stored);
    storage.manifests(repository).put(digest, stored);
    connection.answer(201, Map.of("Docker-Content-Digest", digest));
  }

  private void get(String repository, String key, HttpRequest request, HttpConnection connection)
      throws IOException {
    Storage.Stored found = storage.manifests(repository).get(key);
    if (found == null) {
      connection.answer(404, Map.of(), Errors.of("MANIFEST_UNKNOWN", "manifest unknown"));
      return;
    }
    Map<String, String> headers =
        Map.of(
            "Content-Type",
            found.type(),
            "Docker-Content-Digest",
            Digest.of(found.bytes()).toString());
    connection.head(200, headers, Optional.of((long) found.bytes().length));
    if (request.method().equals("GET")) {
      connection.send(found.bytes(), found.bytes().length);
    }
  }

  private void delete(String repository, String key, HttpConnection connection) throws IOException {
    boolean known = storage.manifests(repository).remove(key) != null;
    connection.answer(known ? 202 : 404, Map.of());
  }

  void tags(String repository, HttpConnection connection) throws IOException {
    List<String> tags =
        storage.manifests(repository).keySet().stream().filter(key -> !key.contains(":")).toList();
    String list =
        tags.stream().map(tag -> "\"" + tag + "\"").collect(Collectors.joining(",", "[", "]"));
    String body = "{\"name\":\"" + repository + "\",\"tags\":" + list + "}";
    connection.answer(200, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }
}
