package dev.jbuild.registry;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Manifest;
import dev.jbuild.oci.MediaType;
import dev.jbuild.oci.Platform;
import dev.jbuild.oci.RawManifest;
import dev.jbuild.oci.layer.Content;
import dev.jbuild.oci.layer.RangedContent;
import dev.jbuild.registry.transport.HttpTransport;
import dev.jbuild.registry.transport.Request;
import dev.jbuild.registry.transport.Response;
import dev.jbuild.registry.transport.Timeouts;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Speaks the OCI distribution spec to any registry. Nothing is opened or made before the first
 * request. Thread-safe.
 *
 * <p>Every method throws a {@link RegistryException} for what a registry or the network did, and
 * tries three times where that may pass.
 */
public final class RegistryClient implements AutoCloseable {
  private static final long LONGEST_CONFIG = 16L * 1024 * 1024;

  /** How long to wait, how often to try, how much to send at once. */
  record Limits(Timeouts timeouts, Retries retries, ChunkSizes chunks) {
    static final Limits STANDARD =
        new Limits(Timeouts.STANDARD, Retries.STANDARD, ChunkSizes.STANDARD);
  }

  private final Endpoints endpoints;
  private final Wire wire;
  private final Session session;
  private final Manifests manifests;
  private final Resolver resolver;
  private final Blobs blobs;
  private final Uploads uploads;
  private final Tags tags;
  private final Referrers referrers;

  /** A client that remembers nothing from one process to the next. */
  public RegistryClient(RegistrySettings settings, CredentialSource credentials) {
    this(settings, credentials, Optional.empty());
  }

  /**
   * Makes a client.
   *
   * @param journal where uploads that break off are remembered
   */
  public RegistryClient(
      RegistrySettings settings, CredentialSource credentials, Optional<UploadJournal> journal) {
    this(settings, credentials, journal, Limits.STANDARD);
  }

  RegistryClient(
      RegistrySettings settings,
      CredentialSource credentials,
      Optional<UploadJournal> journal,
      Limits limits) {
    Timeouts timeouts = limits.timeouts();
    Retries retries = limits.retries();
    this.endpoints = new Endpoints(settings, retries);
    this.wire = new Wire(new HttpTransport(timeouts, settings.proxies()), settings);
    this.session =
        new Session(wire, new Authenticator(credentials, new TokenServer(wire, settings)));
    this.manifests = new Manifests(session);
    this.resolver = new Resolver(manifests);
    this.blobs = new Blobs(session);
    this.uploads = new Uploads(session, limits.chunks(), journal, retries);
    this.tags = new Tags(session);
    this.referrers = new Referrers(session, manifests);
  }

  /**
   * The image that a name stands for: of an index, the manifest for the platform; a lone manifest
   * whatever its platform. {@link RegistryException.NotFound} names the platforms that exist.
   */
  public ResolvedImage resolve(ImageReference image, Platform platform) throws IOException {
    return endpoints.mirrorsFirst(
        image.registry(), endpoint -> resolver.resolve(endpoint, image, platform));
  }

  /** What a name stands for: a manifest or index of whatever kind, verified. */
  public RawManifest manifest(ImageReference image) throws IOException {
    return endpoints.mirrorsFirst(image.registry(), endpoint -> manifests.raw(endpoint, image));
  }

  /** A manifest or index that another one of the repository names, verified. */
  public RawManifest manifest(ImageReference repository, Descriptor named) throws IOException {
    return endpoints.mirrorsFirst(
        repository.registry(), endpoint -> manifests.raw(endpoint, repository, named));
  }

  /** What refers to a manifest of the repository, such as signatures; empty for most. */
  public ImmutableList<Descriptor> referrers(ImageReference repository, Digest subject)
      throws IOException {
    return endpoints.itself(
        repository.registry(), endpoint -> referrers.list(endpoint, repository, subject));
  }

  /** The bytes of an image's config, verified. */
  public byte[] config(ImageReference repository, Manifest manifest) throws IOException {
    Descriptor config = manifest.config();
    if (config.size() > LONGEST_CONFIG) {
      throw new RegistryException.Unsupported(
          "pull of %s: its config has %d bytes, more than the %d that are supported"
              .formatted(repository, config.size(), LONGEST_CONFIG));
    }
    try (InputStream in = blob(repository, config)) {
      return in.readAllBytes();
    }
  }

  /**
   * A blob, verified while it is read: {@link RegistryException.Corrupt} instead of the last bytes
   * when size or digest differ, {@link RegistryException.Unavailable} when it breaks off. The
   * caller closes the stream.
   */
  public InputStream blob(ImageReference repository, Descriptor blob) throws IOException {
    return new VerifiedStream(content(repository, blob), blob);
  }

  /**
   * A blob as it comes, from any place on: its size is checked, its digest is for the caller to
   * check. Where it breaks off, its streams go on by themselves, as often as something came in
   * between.
   */
  public RangedContent content(ImageReference repository, Descriptor blob) {
    return new RegistryContent(endpoints, blobs, repository, blob);
  }

  /** Whether the repository itself (no mirror) has the blob. */
  public boolean hasBlob(ImageReference repository, Descriptor blob) throws IOException {
    Scopes scopes = Scopes.pull(repository.repository());
    return endpoints.itself(
        repository.registry(), endpoint -> blobs.exists(endpoint, repository, blob, scopes));
  }

  /**
   * Asks the registry to take the blob from another of its repositories, without upload.
   *
   * @param fromRepository without the registry's name
   * @return false when the registry does not: then {@link #pushBlob}
   */
  public boolean mount(ImageReference repository, Descriptor blob, String fromRepository)
      throws IOException {
    return endpoints.itself(
        repository.registry(),
        endpoint -> uploads.mount(endpoint, repository, blob, fromRepository));
  }

  /**
   * Makes sure that the repository has the blob: uploads it unless it is there.
   *
   * @param content exactly the descriptor's bytes; opened once for each attempt and each chunk
   * @param progressBytes is told how many bytes more are on their way; a negative number takes back
   *     what a failed attempt had told
   */
  public void pushBlob(
      ImageReference repository, Descriptor blob, RangedContent content, LongConsumer progressBytes)
      throws IOException {
    Scopes scopes = Scopes.push(repository.repository());
    boolean isThere =
        !uploads.isOpened(repository, blob)
            && endpoints.itself(
                repository.registry(), at -> blobs.exists(at, repository, blob, scopes));
    if (!isThere) {
      Endpoint endpoint = endpoints.of(repository.registry());
      UploadTarget target = new UploadTarget(endpoint, repository, blob);
      uploads.push(target, content, new UploadProgress(progressBytes));
    }
  }

  /** As the other, for content that can only be read from its start. */
  public void pushBlob(
      ImageReference repository, Descriptor blob, Content content, LongConsumer progressBytes)
      throws IOException {
    pushBlob(repository, blob, RangedContent.of(content), progressBytes);
  }

  /**
   * Stores a manifest or index under the reference's tag, or its digest where it has no tag. All
   * that it names must be there. Its subject, if it has one, is told of it.
   */
  public void pushManifest(ImageReference image, MediaType type, byte[] bytes) throws IOException {
    endpoints.itself(image.registry(), endpoint -> referrers.push(endpoint, image, type, bytes));
  }

  /**
   * Removes the tag of the reference, or, where it has a digest, the manifest with all of its tags.
   */
  public void delete(ImageReference image) throws IOException {
    endpoints.itself(image.registry(), endpoint -> referrers.delete(endpoint, image));
  }

  /** Whether the registry lets us in: throws {@link RegistryException.Denied} if it does not. */
  public void checkLogin(String registry) throws IOException {
    endpoints.itself(
        registry,
        endpoint -> {
          Request request = Request.of("GET", endpoint.api());
          Call call = new Call("login to " + registry, endpoint, "", Scopes.NONE, request);
          return letsIn(call);
        });
  }

  private boolean letsIn(Call call) throws IOException {
    Response response = session.send(call);
    if (response.status() == 401 || response.status() == 403) {
      response.close();
      throw new RegistryException.Denied(
          "%s: wrong user name or password (%s answered %d); nothing was kept"
              .formatted(call.what(), call.endpoint().name(), response.status()));
    }
    if (!response.isOk()) {
      throw session.refusal(call, response);
    }
    response.close();
    return true;
  }

  /** All tags of a repository, in the registry's order. */
  public List<String> tags(ImageReference repository) throws IOException {
    return endpoints.itself(repository.registry(), endpoint -> tags.list(endpoint, repository));
  }

  /** Ends all connections; streams that are still open fail. */
  @Override
  public void close() {
    wire.close();
  }
}
