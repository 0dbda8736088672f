package dev.jbuild.builder.transfer;

import static java.util.Comparator.comparingLong;

import dev.jbuild.builder.output.ParallelTransfers;
import dev.jbuild.builder.solve.VertexEvents;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.RawManifest;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Copies a manifest or index with all that it names, byte for byte: blobs first, the biggest of
 * them at the start, then manifests, and the one that a name is given to at the very end.
 */
public final class Copier {
  private static final int MOST_MANIFESTS = 10_000;

  private final ContentSource source;
  private final ContentTarget target;
  private final VertexEvents events;

  /** In the order in which they may be written. */
  private final Map<Digest, RawManifest> manifests = new LinkedHashMap<>();

  private final Map<Digest, Descriptor> blobs = new HashMap<>();

  /** Manifests whose referrers are not known yet. */
  private final Deque<Digest> unasked = new ArrayDeque<>();

  public Copier(ContentSource source, ContentTarget target, VertexEvents events) {
    this.source = source;
    this.target = target;
    this.events = events;
  }

  /**
   * Copies it; gives its digest.
   *
   * @param withReferrers take along what refers to it or to what it names, such as signatures
   */
  public Digest copy(RawManifest top, boolean withReferrers) throws IOException {
    collect(top);
    if (withReferrers) {
      collectReferrers();
    }
    manifests.remove(top.digest());
    List<Descriptor> biggestFirst =
        blobs.values().stream().sorted(comparingLong(Descriptor::size).reversed()).toList();
    ParallelTransfers.run(target.atOnce(), biggestFirst, this::copy);
    for (RawManifest manifest : manifests.values()) {
      target.manifest(manifest);
    }
    target.finish(top);
    return top.digest();
  }

  private void collect(RawManifest manifest) throws IOException {
    if (manifests.size() >= MOST_MANIFESTS) {
      throw new IOException("more than " + MOST_MANIFESTS + " manifests: refused");
    }
    for (Descriptor child : manifest.manifests()) {
      if (!manifests.containsKey(child.digest())) {
        collect(source.manifest(child));
      }
    }
    for (Descriptor blob : manifest.blobs()) {
      if (isLinked(blob)) {
        events.say("left where its links lead: " + blob.digest());
      } else {
        blobs.put(blob.digest(), blob);
      }
    }
    manifests.put(manifest.digest(), manifest);
    unasked.add(manifest.digest());
  }

  /** A layer that nobody but its maker may hand out; the manifest says where to get it. */
  private static boolean isLinked(Descriptor blob) {
    return blob.mediaType().isNondistributable() && !blob.urls().isEmpty();
  }

  /** Referrers may have referrers. */
  private void collectReferrers() throws IOException {
    while (!unasked.isEmpty()) {
      for (Descriptor referrer : source.referrers(unasked.remove())) {
        if (!manifests.containsKey(referrer.digest())) {
          collect(source.manifest(referrer));
        }
      }
    }
  }

  private void copy(Descriptor blob) throws IOException {
    AtomicLong moved = new AtomicLong();
    target.blob(blob, source, bytes -> tell(blob, moved.addAndGet(bytes), false));
    tell(blob, blob.size(), true);
  }

  private void tell(Descriptor blob, long current, boolean isDone) {
    events.progress("copying " + blob.digest(), current, OptionalLong.of(blob.size()), isDone);
  }
}
