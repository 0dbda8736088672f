package dev.jbuild.builder.web;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.builder.secret.HostSecrets;
import dev.jbuild.builder.step.Fingerprint;
import dev.jbuild.cache.Cache;
import dev.jbuild.cache.ContentStore;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.blob.LockFile;
import dev.jbuild.registry.transport.HttpTransport;
import dev.jbuild.registry.transport.NetworkException;
import dev.jbuild.registry.transport.ProxyVariables;
import dev.jbuild.registry.transport.Redacted;
import dev.jbuild.registry.transport.Response;
import dev.jbuild.registry.transport.Timeouts;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.security.DigestOutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Files of web servers, in the cache. A file whose checksum is given, and that is here, is not
 * asked for again; another is asked for, but not sent again while it is the same. Safe for threads
 * and for several processes.
 */
public final class WebFiles implements AutoCloseable {
  static final int NOT_MODIFIED = 304;

  private final Cache cache;
  private final HttpTransport transport;
  private final WebClient client;

  /**
   * Opens no connection yet.
   *
   * @param environment the user's, which may name proxies
   */
  public WebFiles(Cache cache, Map<String, String> environment) {
    this(
        cache,
        new HttpTransport(Timeouts.STANDARD, ProxyVariables.of(environment)),
        HostSecrets.none());
  }

  private WebFiles(Cache cache, HttpTransport transport, HostSecrets secrets) {
    this.cache = cache;
    this.transport = transport;
    this.client = new WebClient(transport, secrets);
  }

  /** The same for somebody with secrets, over the same connections. */
  public WebFiles with(HostSecrets granted) {
    return new WebFiles(cache, transport, granted);
  }

  /**
   * The file at the address.
   *
   * @param checksum what its content must be
   * @throws WebException for what the server or the way to it does not allow
   */
  public WebFile fetch(URI uri, Optional<Digest> checksum) throws IOException {
    Digest key = Fingerprint.of("web file").add(uri).digest();
    try (LockFile.Held _ = cache.lock(key)) {
      Optional<WebRecord> known = known(key);
      boolean isHere = known.isPresent() && checksum.equals(known.map(WebRecord::digest));
      WebRecord record = isHere ? known.get() : ask(uri, known, checksum.isPresent());
      cache.sources().write(key, record.toText());
      requireChecksum(uri, checksum, record);
      return new WebFile(
          uri, record.blob(), record.modified(), () -> cache.blobs().open(record.blob()));
    }
  }

  /** What is known of the address, if its content is still here. */
  private Optional<WebRecord> known(Digest key) throws IOException {
    Optional<WebRecord> known = cache.sources().read(key).flatMap(WebRecord::parse);
    return known.isPresent() && cache.blobs().use(known.get().blob()) ? known : Optional.empty();
  }

  private WebRecord ask(URI uri, Optional<WebRecord> known, boolean isPinned) throws IOException {
    Map<String, String> headers = new HashMap<>(ImmutableMap.of("Accept-Encoding", "gzip"));
    known.ifPresent(record -> headers.putAll(WebClient.conditions(record)));
    try (Response response = client.get(uri, headers, isPinned)) {
      return known.isPresent() && isUnchanged(known.get(), response)
          ? known.get()
          : store(uri, response);
    }
  }

  /** Some servers send the file although they see that it is the one we have. */
  private static boolean isUnchanged(WebRecord known, Response response) {
    return response.status() == NOT_MODIFIED
        || (!known.tag().isEmpty() && response.header("ETag").equals(Optional.of(known.tag())));
  }

  private WebRecord store(URI uri, Response response) throws IOException {
    if (response.status() == NOT_MODIFIED) {
      throw new WebException(
          "GET " + Redacted.of(uri) + ": invalid response status 304: nothing was here before");
    }
    try (InputStream body = decoded(response);
        ContentStore.Ingest ingest = cache.blobs().ingest();
        OutputStream out = ingest.output();
        DigestOutputStream hashed = new DigestOutputStream(out, Digest.hasher())) {
      long size = body.transferTo(hashed);
      Digest digest = Digest.of(hashed.getMessageDigest());
      ingest.commit(digest);
      return new WebRecord(
          digest,
          size,
          response.header("ETag").orElse(""),
          response.header("Last-Modified").orElse(""));
    } catch (NetworkException e) {
      throw new WebException(
          "cannot GET " + Redacted.of(uri) + ": unexpected EOF: " + e.getMessage() + "; try again",
          e);
    } catch (EOFException | ZipException e) {
      throw new WebException(
          "cannot GET " + Redacted.of(uri) + ": unexpected EOF: the gzip encoding is damaged", e);
    }
  }

  private static InputStream decoded(Response response) throws IOException {
    boolean isZipped =
        response.header("Content-Encoding").filter("gzip"::equalsIgnoreCase).isPresent();
    return isZipped ? new GZIPInputStream(response.body()) : response.body();
  }

  private static void requireChecksum(URI uri, Optional<Digest> checksum, WebRecord record)
      throws WebException {
    if (checksum.isPresent() && !checksum.get().equals(record.digest())) {
      throw new WebException(
          "digest mismatch for "
              + Redacted.of(uri)
              + ": "
              + record.digest()
              + " (expected: "
              + checksum.get()
              + "); the file there is another one");
    }
  }

  /** Ends all connections. */
  @Override
  public void close() {
    transport.close();
  }
}
