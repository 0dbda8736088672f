package dev.jbuild.testkit.registry;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageIndex;
import dev.jbuild.oci.RawManifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code /v2/<name>/} with {@code manifests/<reference>}, {@code tags/list}, {@code referrers/}.
 */
final class ManifestRoutes {
  private static final int PAGE = 2;

  private final Storage storage;
  private final Set<Quirk> quirks;

  ManifestRoutes(Storage storage, Set<Quirk> quirks) {
    this.storage = storage;
    this.quirks = quirks;
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
    Map<String, String> headers = new HashMap<>(Map.of("Docker-Content-Digest", digest));
    Optional<String> subject = subject(stored);
    if (subject.isPresent() && !quirks.contains(Quirk.NO_REFERRERS)) {
      headers.put("OCI-Subject", subject.get());
    }
    connection.answer(201, headers);
  }

  private static Optional<String> subject(Storage.Stored stored) throws IOException {
    return RawManifest.parse(stored.bytes(), null).subject().map(one -> one.digest().toString());
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
    if (quirks.contains(Quirk.NO_TAG_REMOVAL) && !key.contains(":")) {
      connection.answer(405, Map.of(), Errors.of("UNSUPPORTED", "tags stay"));
      return;
    }
    boolean known = storage.manifests(repository).remove(key) != null;
    connection.answer(known ? 202 : 404, Map.of());
  }

  /** Two a page. */
  void referrers(String repository, String digest, HttpRequest request, HttpConnection connection)
      throws IOException {
    if (quirks.contains(Quirk.NO_REFERRERS)) {
      connection.answer(404, Map.of());
      return;
    }
    List<Descriptor> all = new ArrayList<>();
    for (Map.Entry<String, Storage.Stored> each : storage.manifests(repository).entrySet()) {
      if (each.getKey().contains(":") && subject(each.getValue()).equals(Optional.of(digest))) {
        all.add(RawManifest.parse(each.getValue().bytes(), null).referrer());
      }
    }
    int from = request.parameter("from").map(Integer::parseInt).orElse(0);
    int to = Math.min(all.size(), from + PAGE);
    Map<String, String> link =
        to < all.size() ? Map.of("Link", "<?from=" + to + ">; rel=\"next\"") : Map.of();
    connection.answer(200, link, ImageIndex.of(all.subList(from, to)).bytes());
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
