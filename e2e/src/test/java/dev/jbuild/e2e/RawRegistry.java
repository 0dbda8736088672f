package dev.jbuild.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jbuild.oci.Digest;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** A registry as plain requests show it: the judge of what jbuild and others left there. */
final class RawRegistry implements AutoCloseable {
  private static final String ALL_KINDS =
      "application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json,"
          + " application/vnd.docker.distribution.manifest.list.v2+json,"
          + " application/vnd.docker.distribution.manifest.v2+json";

  private final HttpClient http = HttpClient.newHttpClient();
  private final String address;

  RawRegistry(String address) {
    this.address = address;
  }

  /** Fails where a name here and one there differ in any byte of manifests, configs or layers. */
  void isSame(String name, RawRegistry there, String copy) throws Exception {
    HttpResponse<byte[]> manifest = manifest(name);
    HttpResponse<byte[]> copied = there.manifest(copy);
    assertThat(new String(copied.body(), UTF_8)).isEqualTo(new String(manifest.body(), UTF_8));
    assertThat(type(copied)).isEqualTo(type(manifest));
    JsonNode json = new ObjectMapper().readTree(manifest.body());
    for (JsonNode child : json.path("manifests")) {
      String digest = "@" + child.path("digest").asText();
      isSame(repository(name) + digest, there, repository(copy) + digest);
    }
    if (json.has("config")) {
      isSameBlob(json.path("config"), name, there, copy);
    }
    for (JsonNode layer : json.path("layers")) {
      isSameBlob(layer, name, there, copy);
    }
  }

  private void isSameBlob(JsonNode blob, String name, RawRegistry there, String copy)
      throws Exception {
    String path = "blobs/" + blob.path("digest").asText();
    byte[] bytes = get(repository(name), path).body();
    assertThat(there.get(repository(copy), path).body()).isEqualTo(bytes);
  }

  private static String type(HttpResponse<byte[]> response) {
    return response.headers().firstValue("Content-Type").orElseThrow();
  }

  /** The manifest, as text. */
  String text(String name) throws Exception {
    return new String(manifest(name).body(), UTF_8);
  }

  /** The blob, as text. */
  String blob(String name, String digest) throws Exception {
    return new String(get(repository(name), "blobs/" + digest).body(), UTF_8);
  }

  private HttpResponse<byte[]> manifest(String name) throws Exception {
    String repository = repository(name);
    return get(repository, "manifests/" + name.substring(repository.length() + 1));
  }

  private static String repository(String name) {
    int at = name.indexOf('@');
    return name.substring(0, at < 0 ? name.lastIndexOf(':') : at);
  }

  /** Stores a manifest or index under a name. */
  void put(String name, String mediaType, String manifest) throws Exception {
    String repository = repository(name);
    String key = name.substring(repository.length() + 1);
    HttpRequest request =
        HttpRequest.newBuilder(uri(repository, "manifests/" + key))
            .header("Content-Type", mediaType)
            .PUT(BodyPublishers.ofString(manifest))
            .build();
    expect(201, request);
  }

  /** Stores a blob in the repository of a name; gives its descriptor. */
  String putBlob(String name, String mediaType, String content) throws Exception {
    byte[] bytes = content.getBytes(UTF_8);
    String digest = Digest.of(bytes).toString();
    HttpRequest start =
        HttpRequest.newBuilder(uri(repository(name), "blobs/uploads/"))
            .POST(BodyPublishers.noBody())
            .build();
    String place = expect(202, start).headers().firstValue("Location").orElseThrow();
    String query = (place.contains("?") ? "&" : "?") + "digest=" + URLEncoder.encode(digest, UTF_8);
    URI target = uri(repository(name), "").resolve(place + query);
    expect(201, HttpRequest.newBuilder(target).PUT(BodyPublishers.ofByteArray(bytes)).build());
    return descriptor(mediaType, content);
  }

  /** The descriptor of a content, JSON. */
  static String descriptor(String mediaType, String content) {
    byte[] bytes = content.getBytes(UTF_8);
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}"
        .formatted(mediaType, Digest.of(bytes), bytes.length);
  }

  private HttpResponse<byte[]> get(String repository, String path) throws Exception {
    return expect(
        200, HttpRequest.newBuilder(uri(repository, path)).header("Accept", ALL_KINDS).build());
  }

  private HttpResponse<byte[]> expect(int status, HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
    assertThat(List.of(status))
        .as(request + " " + new String(response.body(), UTF_8))
        .contains(response.statusCode());
    return response;
  }

  private URI uri(String repository, String path) {
    return URI.create("http://" + address + "/v2/" + repository + "/" + path);
  }

  @Override
  public void close() {
    http.close();
  }
}
