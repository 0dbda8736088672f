package dev.jbuild.builder.solve;

import dev.jbuild.builder.context.LooseFile;
import dev.jbuild.builder.failure.BuildFailedException;
import dev.jbuild.builder.graph.Operation.CopyInput;
import dev.jbuild.builder.step.Times;
import dev.jbuild.cache.ContentStore;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.tree.Metadata;
import dev.jbuild.oci.tree.RegularFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Files that ADD takes from web servers. A file whose checksum is given, and that is here, is not
 * asked for again.
 */
final class RemoteFiles {
  private static final int MODE = 0600;
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(30);

  private final ContentStore blobs;
  private final Times times;
  private @Nullable HttpClient client;

  /** Opens no connection before a file is asked for. */
  RemoteFiles(ContentStore blobs, Times times) {
    this.blobs = blobs;
    this.times = times;
  }

  /** The file, under the last part of its URI's path. */
  LooseFile fetch(CopyInput.Remote remote)
      throws IOException, BuildFailedException, InterruptedException {
    Optional<Digest> checksum = remote.checksum();
    if (checksum.isPresent() && Files.isRegularFile(blobs.path(checksum.get()))) {
      return file(remote.uri(), checksum.get(), times.made());
    }
    HttpResponse<InputStream> response = get(remote.uri());
    try (InputStream body = response.body()) {
      if (response.statusCode() != 200) {
        throw new BuildFailedException(
            "GET " + remote.uri() + " answered " + response.statusCode() + "; check the address");
      }
      Digest digest = store(body);
      if (checksum.isPresent() && !checksum.get().equals(digest)) {
        throw new BuildFailedException(
            remote.uri() + " is " + digest + ", but --checksum says " + checksum.get());
      }
      return file(remote.uri(), digest, modified(response));
    }
  }

  private LooseFile file(URI uri, Digest digest, Instant modified) throws IOException {
    Path blob = blobs.path(digest);
    Metadata metadata = new Metadata(MODE, 0, 0, modified);
    RegularFile entry = new RegularFile(name(uri), metadata, Files.size(blob), digest, 0);
    return new LooseFile(entry, () -> Files.newInputStream(blob));
  }

  private HttpResponse<InputStream> get(URI uri) throws BuildFailedException, InterruptedException {
    try {
      return client()
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException | IllegalArgumentException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new BuildFailedException("cannot GET " + uri + ": " + why, e);
    }
  }

  private Digest store(InputStream body) throws IOException {
    try (ContentStore.Ingest ingest = blobs.ingest();
        OutputStream out = ingest.output();
        DigestOutputStream hashed = new DigestOutputStream(out, Digest.hasher())) {
      body.transferTo(hashed);
      Digest digest = Digest.of(hashed.getMessageDigest());
      ingest.commit(digest);
      return digest;
    }
  }

  private Instant modified(HttpResponse<?> response) {
    try {
      return response
          .headers()
          .firstValue("Last-Modified")
          .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant())
          .orElseGet(times::made);
    } catch (DateTimeParseException e) {
      return times.made();
    }
  }

  private synchronized HttpClient client() {
    HttpClient made = client;
    if (made == null) {
      made =
          HttpClient.newBuilder()
              .followRedirects(HttpClient.Redirect.NORMAL)
              .connectTimeout(CONNECT_LIMIT)
              .build();
      client = made;
    }
    return made;
  }

  private static String name(URI uri) {
    String path = uri.getPath() == null ? "" : uri.getPath();
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.isEmpty() || name.equals(".") || name.equals("..") ? "__unnamed__" : name;
  }
}
