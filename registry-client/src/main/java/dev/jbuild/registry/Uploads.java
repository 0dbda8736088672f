package dev.jbuild.registry;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.layer.RangedContent;
import dev.jbuild.registry.transport.RequestBody;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Pushing of blobs: small ones in one request, big ones in chunks that can go on after a cut. */
final class Uploads {
  private final UploadCalls calls;
  private final Optional<UploadJournal> journal;
  private final Retries retries;
  private final ChunkSizes.Learnt sizes;

  /** Uploads that a registry opened where a mount was asked for. */
  private final Map<UploadKey, URI> opened = new ConcurrentHashMap<>();

  Uploads(Session session, ChunkSizes sizes, Optional<UploadJournal> journal, Retries retries) {
    this.calls = new UploadCalls(session);
    this.sizes = new ChunkSizes.Learnt(sizes);
    this.journal = journal;
    this.retries = retries;
  }

  /**
   * Asks the registry to take the blob from another of its repositories. False if it won't, for
   * whatever reason: an upload is the answer to all of them, and says what is wrong if it fails
   * too.
   */
  boolean mount(Endpoint endpoint, ImageReference image, Descriptor blob, String from)
      throws IOException {
    UploadTarget target = new UploadTarget(endpoint, image, blob);
    try {
      Optional<URI> place = calls.mount(target, from);
      place.ifPresent(open -> opened.put(UploadKey.of(image, blob), open));
      return place.isEmpty();
    } catch (RegistryException.Denied
        | RegistryException.NotFound
        | RegistryException.Unsupported e) {
      return false;
    }
  }

  /** Whether a refused mount has left an upload for this blob: then it is not there. */
  boolean isOpened(ImageReference image, Descriptor blob) {
    return opened.containsKey(UploadKey.of(image, blob));
  }

  /** Sends the blob, into the upload that is open for it if there is one. */
  void push(UploadTarget target, RangedContent content, UploadProgress progress)
      throws IOException {
    boolean sent = send(target, content, progress);
    if (!sent && !send(target, content, progress)) {
      throw new RegistryException.Unsupported(
          target.what() + ": the registry takes the blob neither whole nor in chunks");
    }
  }

  /** False when the way that was chosen turned out not to be the registry's; that is learnt. */
  private boolean send(UploadTarget target, RangedContent content, UploadProgress progress)
      throws IOException {
    return sizes.goesWhole(target)
        ? sendWhole(target, content, progress)
        : sendChunks(target, content, progress);
  }

  private Optional<URI> takeOpened(UploadTarget target) {
    return Optional.ofNullable(opened.remove(UploadKey.of(target.image(), target.blob())));
  }

  private boolean sendChunks(UploadTarget target, RangedContent content, UploadProgress progress)
      throws IOException {
    UploadKey key = UploadKey.of(target.image(), target.blob());
    Optional<UploadJournal.Entry> entry =
        journal.isPresent() ? journal.get().take(key) : Optional.empty();
    try {
      Optional<URI> known = entry.isPresent() ? entry.get().read() : Optional.empty();
      Optional<URI> place = known.or(() -> takeOpened(target));
      ChunkedUpload upload =
          new ChunkedUpload(calls, sizes, target, content, progress, entry, place);
      boolean sent = retries.call(upload::attempt, upload::confirmed);
      if (!sent) {
        sizes.noChunks(target);
      }
      return sent;
    } finally {
      entry.ifPresent(UploadJournal.Entry::close);
    }
  }

  /** False where the blob is too large for one request. */
  private boolean sendWhole(UploadTarget target, RangedContent content, UploadProgress progress)
      throws IOException {
    RequestBody body =
        new RequestBody.Streamed(
            target.size(),
            () -> {
              progress.startAt(0);
              return content.open(0);
            },
            progress);
    try {
      return retries.call(() -> putWhole(target, body));
    } catch (RegistryException.TooLarge e) {
      if (!sizes.tooLarge(target, target.size())) {
        throw e;
      }
      return false;
    }
  }

  private boolean putWhole(UploadTarget target, RequestBody body) throws IOException {
    Optional<URI> place = takeOpened(target);
    return (place.isPresent() && calls.put(target, place.get(), body)) || putAnew(target, body);
  }

  private boolean putAnew(UploadTarget target, RequestBody body) throws IOException {
    if (!calls.put(target, calls.open(target).place(), body)) {
      throw new RegistryException.NotFound(
          target.what() + ": the registry does not know the upload it has just opened");
    }
    return true;
  }
}
