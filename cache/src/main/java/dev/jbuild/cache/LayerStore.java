package dev.jbuild.cache;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.layer.Content;
import dev.jbuild.oci.layer.WrittenLayer;
import dev.jbuild.oci.tree.RegularFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** Layers by diffID: their indexes, plain copies and unpacked directories. */
@SuppressWarnings("DoNotCallSuggester")
public final class LayerStore {
  private final Path root;

  LayerStore(Path root) {
    this.root = root;
  }

  /**
   * Says, for this process, where a layer's blob can be had that may not be here: a base's layer in
   * a registry. Nothing is fetched until the layer is needed.
   */
  public void offer(DiffId id, Descriptor blob, Content source) {}

  /** Remembers a layer whose blob is in the content store. Idempotent. */
  public void put(WrittenLayer layer) throws IOException {
    throw new IOException("layers cannot be stored yet");
  }

  /** What is known of a layer, with its index. */
  public Optional<WrittenLayer> get(DiffId id) throws IOException {
    return Optional.empty();
  }

  /** What is known of a layer, without loading its index. */
  public Optional<LayerInfo> info(DiffId id) throws IOException {
    return Optional.empty();
  }

  /**
   * A layer with its index; where the index is not known, it is made from the blob, which is
   * fetched from where it was {@link #offer offered} if it is not here. Of several processes that
   * need it, one does the work.
   */
  public WrittenLayer load(DiffId id) throws IOException {
    throw new IOException("layers cannot be read yet");
  }

  /** Where the layer's compressed blob is, after fetching it if it is not here. */
  public Path blob(DiffId id) throws IOException {
    throw new IOException("layers cannot be read yet");
  }

  /**
   * The content of a file of the layer, checked while it is read. Comes from the layer's plain
   * copy, which is made from the blob on first need. The caller closes the stream.
   */
  public InputStream open(DiffId id, RegularFile file) throws IOException {
    throw new IOException("layers cannot be read yet");
  }

  /** Where the sandbox has, or will have, the unpacked layer. */
  public Path unpacked(DiffId id) {
    return root.resolve("unpacked").resolve(id.digest().hex());
  }
}
