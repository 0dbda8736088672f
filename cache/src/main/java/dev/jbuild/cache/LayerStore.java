package dev.jbuild.cache;

import com.google.common.io.ByteStreams;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.blob.CorruptBlobException;
import dev.jbuild.oci.blob.Download;
import dev.jbuild.oci.blob.LockFile;
import dev.jbuild.oci.blob.PendingFile;
import dev.jbuild.oci.layer.InvalidLayerException;
import dev.jbuild.oci.layer.LayerReader;
import dev.jbuild.oci.layer.RangedContent;
import dev.jbuild.oci.layer.WrittenLayer;
import dev.jbuild.oci.tree.RegularFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Layers by diffID: their indexes, plain copies and unpacked directories. A layer whose blob is not
 * here can be {@link #offer offered} and is fetched when it is needed. Of several threads and
 * processes that need the same thing made, one makes it.
 */
public final class LayerStore {
  private static final int BUFFER_BYTES = 1 << 18;

  private final LayerRecords records;
  private final PlainCopies plain;
  private final Path unpacked;
  private final ContentStore blobs;
  private final LockFile locks;
  private final Map<DiffId, Offer> offers = new ConcurrentHashMap<>();

  private record Offer(Descriptor blob, RangedContent source) {}

  @FunctionalInterface
  private interface Making<T> {
    T make() throws IOException;
  }

  LayerStore(
      LayerRecords records, PlainCopies plain, Path unpacked, ContentStore blobs, LockFile locks) {
    this.records = records;
    this.plain = plain;
    this.unpacked = unpacked;
    this.blobs = blobs;
    this.locks = locks;
  }

  /**
   * Says, for this process, where a layer's blob can be had that may not be here: a base's layer in
   * a registry. Nothing is fetched until the layer is needed.
   */
  public void offer(DiffId id, Descriptor blob, RangedContent source) {
    offers.put(id, new Offer(blob, source));
  }

  /** Remembers a layer whose blob is in the content store. Idempotent. */
  public void put(WrittenLayer layer) throws IOException {
    records.put(layer);
  }

  /** What is known of a layer, with its index; its blob may be elsewhere. */
  public Optional<WrittenLayer> get(DiffId id) throws IOException {
    return records.get(id);
  }

  /** What is known of a layer, without loading its index. */
  public Optional<LayerInfo> info(DiffId id) throws IOException {
    return records.info(id);
  }

  /**
   * A layer with its index; where the index is not known, it is made from the blob, which is
   * fetched from where it was {@link #offer offered} if it is not here.
   */
  public WrittenLayer load(DiffId id) throws IOException {
    Optional<WrittenLayer> known = get(id);
    return known.isPresent() ? known.get() : once(id, () -> make(id));
  }

  private WrittenLayer make(DiffId id) throws IOException {
    Optional<WrittenLayer> made = get(id);
    return made.isPresent() ? made.get() : read(id, OutputStream.nullOutputStream());
  }

  /** Where the layer's compressed blob is, after fetching it if it is not here. */
  public Path blob(DiffId id) throws IOException {
    Optional<Descriptor> local = local(id);
    return blobs.path(
        local.isPresent() ? local.get().digest() : once(id, () -> fetched(id)).digest());
  }

  private Descriptor fetched(DiffId id) throws IOException {
    Optional<Descriptor> local = local(id);
    return local.isPresent() ? local.get() : read(id, OutputStream.nullOutputStream()).blob();
  }

  /**
   * The content of a file of the layer, checked while it is read: the end throws
   * CorruptBlobException when it is not what the index says. Comes from the layer's plain copy,
   * which is made from the blob on first need. The caller closes the stream.
   */
  public InputStream open(DiffId id, RegularFile file) throws IOException {
    if (file.size() == 0) {
      return InputStream.nullInputStream();
    }
    if (!plain.contains(id, records)) {
      once(id, () -> makePlain(id));
    }
    return plain.open(id, file);
  }

  private boolean makePlain(DiffId id) throws IOException {
    if (!plain.contains(id, records)) {
      try (PendingFile pending = plain.pending();
          OutputStream out = new BufferedOutputStream(pending.output(), BUFFER_BYTES)) {
        read(id, out);
        out.flush();
        plain.commit(pending, id);
      }
    }
    return true;
  }

  /**
   * Where the layer's uncompressed tar is, or will be. What is there stays as long as this process
   * runs; the sandbox may make it, and nothing has been checked.
   */
  public Path plain(DiffId id) throws IOException {
    return plain.use(id);
  }

  /** Where the sandbox has, or will have, the layer's file system over the uncompressed tar. */
  public Path image(DiffId id) {
    return records.image(id);
  }

  /** Where the sandbox has, or will have, the unpacked layer. */
  public Path unpacked(DiffId id) {
    return unpacked.resolve(id.digest().hex());
  }

  /** One at a time for a layer; and once more where a corrupt blob can be fetched anew. */
  private <T> T once(DiffId id, Making<T> making) throws IOException {
    try (LockFile.Held _ = locks.exclusive("layer " + id)) {
      try {
        return making.make();
      } catch (CorruptBlobException e) {
        if (offers.containsKey(id)) {
          return making.make();
        }
        throw e;
      }
    }
  }

  /** Reads the whole layer, and remembers it. */
  private WrittenLayer read(DiffId id, OutputStream plainTar) throws IOException {
    Optional<Descriptor> local = local(id);
    WrittenLayer layer =
        local.isPresent() ? readLocal(local.get(), plainTar) : fetch(offered(id), plainTar);
    if (!layer.diffId().equals(id)) {
      throw new InvalidLayerException(
          "layer " + layer.blob().digest() + " unpacks to " + layer.diffId() + ", not " + id);
    }
    put(layer);
    return layer;
  }

  private Optional<Descriptor> local(DiffId id) throws IOException {
    Optional<LayerInfo> info = info(id);
    if (info.isPresent() && blobs.use(info.get().blob())) {
      return Optional.of(info.get().blob());
    }
    Offer offer = offers.get(id);
    return offer != null && blobs.use(offer.blob()) ? Optional.of(offer.blob()) : Optional.empty();
  }

  private Offer offered(DiffId id) throws IOException {
    Offer offer = offers.get(id);
    if (offer == null) {
      throw new IOException("layer " + id + " is not in the cache: build or pull its image again");
    }
    return offer;
  }

  private WrittenLayer readLocal(Descriptor blob, OutputStream plainTar) throws IOException {
    try (InputStream in = Files.newInputStream(blobs.path(blob.digest()))) {
      return LayerReader.read(in, blob, plainTar);
    } catch (InvalidLayerException e) {
      try (InputStream in = blobs.open(blob)) {
        ByteStreams.exhaust(in); // throws if the blob is not what was stored, and removes it
      }
      throw e;
    }
  }

  /** Reads the layer while it comes. */
  private WrittenLayer fetch(Offer offer, OutputStream plainTar) throws IOException {
    try (Download download = blobs.download(offer.blob(), offer.source())) {
      try {
        WrittenLayer layer = LayerReader.read(download.stream(), offer.blob(), plainTar);
        download.commit();
        return layer;
      } catch (InvalidLayerException e) {
        throw download.blame(e);
      }
    }
  }
}
