package dev.jbuild.testkit.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code /v2/<name>/blobs/<digest>}. */
final class BlobRoutes {
  private static final int BUFFER = 256 * 1024;

  private final Storage storage;
  private final Set<Quirk> quirks;

  BlobRoutes(Storage storage, Set<Quirk> quirks) {
    this.storage = storage;
    this.quirks = quirks;
  }

  void handle(String repository, String digest, HttpRequest request, HttpConnection connection)
      throws IOException {
    if (!storage.has(repository, digest)) {
      connection.answer(404, Map.of(), Errors.of("BLOB_UNKNOWN", "no such blob"));
      return;
    }
    switch (request.method()) {
      case "HEAD" -> connection.head(200, Map.of(), length(storage.blob(digest)));
      case "GET" -> get(storage.blob(digest), request, connection);
      case "DELETE" -> {
        storage.disown(repository, digest);
        connection.answer(202, Map.of());
      }
      default -> connection.answer(405, Map.of());
    }
  }

  private Optional<Long> length(Path blob) throws IOException {
    return quirks.contains(Quirk.HEAD_WITHOUT_LENGTH)
        ? Optional.empty()
        : Optional.of(Files.size(blob));
  }

  private void get(Path blob, HttpRequest request, HttpConnection connection) throws IOException {
    long size = Files.size(blob);
    Optional<String> range = request.header("range").filter(_ -> !quirks.contains(Quirk.NO_RANGES));
    long start = range.map(BlobRoutes::start).orElse(0L);
    if (start > 0 && start >= size) {
      connection.answer(416, Map.of("Content-Range", "bytes */" + size));
      return;
    }
    Map<String, String> headers =
        range.isPresent()
            ? Map.of("Content-Range", "bytes " + start + "-" + (size - 1) + "/" + size)
            : Map.of();
    connection.head(range.isPresent() ? 206 : 200, headers, Optional.of(size - start));
    send(blob, start, connection);
  }

  private static long start(String range) {
    return Long.parseLong(range.substring("bytes=".length(), range.indexOf('-')));
  }

  private static void send(Path blob, long start, HttpConnection connection) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (FileChannel file = FileChannel.open(blob).position(start);
        InputStream in = Channels.newInputStream(file)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        connection.send(buffer, count);
      }
    }
  }
}
