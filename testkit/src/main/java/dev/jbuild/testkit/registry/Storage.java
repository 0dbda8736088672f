package dev.jbuild.testkit.registry;

import dev.jbuild.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;

/** What a registry has: blobs in files, manifests by tag and digest in memory. */
final class Storage {
  private static final int BUFFER = 256 * 1024;

  private final Path directory;
  private final AtomicInteger uploads = new AtomicInteger();
  private final Map<String, Set<String>> owners = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Stored>> manifests = new ConcurrentHashMap<>();

  @SuppressWarnings("ArrayRecordComponent") // sent, never compared
  record Stored(String type, byte[] bytes) {}

  Storage(Path directory) {
    this.directory = directory;
  }

  Path blob(String digest) {
    return directory.resolve(digest.replace(':', '-'));
  }

  boolean has(String repository, String digest) {
    return owners.getOrDefault(repository, Set.of()).contains(digest) && Files.exists(blob(digest));
  }

  void own(String repository, String digest) {
    owners.computeIfAbsent(repository, _ -> new ConcurrentSkipListSet<>()).add(digest);
  }

  boolean disown(String repository, String digest) {
    return owners.getOrDefault(repository, Set.of()).remove(digest);
  }

  /** Begins an upload and names it. */
  String begin() throws IOException {
    String id = "u" + uploads.incrementAndGet();
    Files.createFile(upload(id));
    return id;
  }

  Path upload(String id) {
    return directory.resolve(id);
  }

  /** Adds what a body holds to an upload; what came before a failure stays. */
  void append(String id, InputStream body) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (OutputStream out = Files.newOutputStream(upload(id), StandardOpenOption.APPEND)) {
      for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
        out.write(buffer, 0, count);
      }
    }
  }

  /** Ends an upload; false where its content has another digest. */
  boolean commit(String repository, String id, String digest) throws IOException {
    boolean fits = digestOf(upload(id)).equals(digest);
    if (fits) {
      Files.move(upload(id), blob(digest), StandardCopyOption.REPLACE_EXISTING);
      own(repository, digest);
    } else {
      Files.delete(upload(id));
    }
    return fits;
  }

  private static String digestOf(Path file) throws IOException {
    MessageDigest hasher = Digest.hasher();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        hasher.update(buffer, 0, count);
      }
    }
    return Digest.of(hasher).toString();
  }

  /** The manifests of a repository by tag and by digest, sorted. */
  Map<String, Stored> manifests(String repository) {
    return manifests.computeIfAbsent(
        repository, _ -> java.util.Collections.synchronizedMap(new TreeMap<>()));
  }
}
