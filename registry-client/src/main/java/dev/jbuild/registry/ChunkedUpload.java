package dev.jbuild.registry;

import dev.jbuild.oci.layer.RangedContent;
import dev.jbuild.registry.ChunkOutcome.Reached;
import dev.jbuild.registry.transport.RequestBody;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * A blob that goes in chunks (distribution spec, "Pushing a blob in chunks"). After a failure, an
 * {@link #attempt} goes on from where the registry says that it is.
 */
final class ChunkedUpload {
  private static final int SECONDS = 30;

  private final UploadCalls calls;
  private final ChunkSizes.Learnt sizes;
  private final UploadTarget target;
  private final RangedContent content;
  private final UploadProgress progress;
  private final Optional<UploadJournal.Entry> journal;
  private Optional<URI> place;
  private long shortestChunk;
  private double bytesPerSecond;
  private long confirmed;

  /**
   * Sends nothing yet.
   *
   * @param place of an upload that was opened for the blob
   */
  ChunkedUpload(
      UploadCalls calls,
      ChunkSizes.Learnt sizes,
      UploadTarget target,
      RangedContent content,
      UploadProgress progress,
      Optional<UploadJournal.Entry> journal,
      Optional<URI> place) {
    this.calls = calls;
    this.sizes = sizes;
    this.target = target;
    this.content = content;
    this.progress = progress;
    this.journal = journal;
    this.place = place;
  }

  /** How much of the blob the registry has had at most. */
  long confirmed() {
    return confirmed;
  }

  /** Goes on, or begins; false when the registry takes no chunks. */
  boolean attempt() throws IOException {
    bytesPerSecond = 0;
    Optional<Reached> known = ask();
    Reached at = known.isPresent() ? known.get() : begin();
    while (at.offset() < target.size()) {
      Optional<Reached> next = step(at);
      if (next.isEmpty()) {
        forget();
        return false;
      }
      at = next.get();
    }
    if (!calls.put(target, at.place(), new RequestBody.Bytes(new byte[0]))) {
      throw gone();
    }
    forget();
    return true;
  }

  private Optional<Reached> ask() throws IOException {
    if (place.isEmpty()) {
      return Optional.empty();
    }
    Optional<Reached> reached = calls.status(target, place.get());
    if (reached.isPresent()) {
      note(reached.get());
    } else {
      forget();
    }
    return reached;
  }

  private Reached begin() throws IOException {
    UploadCalls.Opened opened = calls.open(target);
    shortestChunk = opened.shortestChunk();
    return note(new Reached(opened.place(), 0));
  }

  /** Sends a chunk; empty when the registry takes none. */
  private Optional<Reached> step(Reached at) throws IOException {
    long length = Math.min(most(), target.size() - at.offset());
    long start = System.nanoTime();
    RequestBody.Streamed body =
        new RequestBody.Streamed(
            length,
            () -> {
              progress.startAt(at.offset());
              return content.open(at.offset());
            },
            progress);
    return switch (calls.patch(target, at.place(), at.offset(), body)) {
      case Reached reached -> {
        bytesPerSecond = length * 1e9 / Math.max(1, System.nanoTime() - start);
        yield Optional.of(note(reached));
      }
      case ChunkOutcome.OutOfPlace _ -> Optional.of(elsewhere(at));
      case ChunkOutcome.TooLarge refused -> Optional.of(smaller(length, refused.refusal()));
      case ChunkOutcome.Gone _ -> throw gone();
      case ChunkOutcome.NotSupported _ -> Optional.empty();
    };
  }

  /** As much as goes in some seconds: each chunk has its price, and a broken one goes again. */
  private long most() {
    long some = (long) (bytesPerSecond * SECONDS);
    long chunk = sizes.chunk(target);
    return Math.max(shortestChunk, Math.clamp(some, chunk, Math.max(chunk, sizes.longest(target))));
  }

  private Reached elsewhere(Reached at) throws IOException {
    Optional<Reached> asked = ask();
    if (asked.isEmpty() || asked.get().offset() == at.offset()) {
      throw gone();
    }
    return asked.get();
  }

  private Reached smaller(long length, RegistryException refusal) throws IOException {
    if (length <= shortestChunk || !sizes.tooLarge(target, length)) {
      throw refusal;
    }
    Optional<Reached> asked = ask();
    return asked.isPresent() ? asked.get() : begin();
  }

  private Reached note(Reached reached) throws IOException {
    place = Optional.of(reached.place());
    confirmed = Math.max(confirmed, reached.offset());
    if (journal.isPresent()) {
      journal.get().write(reached.place());
    }
    return reached;
  }

  private void forget() throws IOException {
    place = Optional.empty();
    if (journal.isPresent()) {
      journal.get().forget();
    }
  }

  private RegistryException gone() throws IOException {
    forget();
    return new RegistryException.Unavailable(
        target.what() + ": the registry has lost the upload; it must begin anew", Optional.empty());
  }
}
