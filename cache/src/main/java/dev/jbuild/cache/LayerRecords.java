package dev.jbuild.cache;

import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.blob.PendingFile;
import dev.jbuild.oci.blob.ScratchDirectory;
import dev.jbuild.oci.layer.LayerIndexFormat;
import dev.jbuild.oci.layer.WrittenLayer;
import dev.jbuild.oci.tree.LayerIndex;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is known of layers: a directory for each, named by its diffID, with a line {@code info} and
 * the {@code index}. The line is written last, so a layer with a line has an index; that says
 * itself whether it is whole.
 */
final class LayerRecords {
  static final String INFO = "info";
  static final String INDEX = "index";
  static final String IMAGE = "erofs";

  private final Path directory;
  private final ScratchDirectory scratch;
  private final Session session;

  LayerRecords(Path directory, ScratchDirectory scratch, Session session) {
    this.directory = directory;
    this.scratch = scratch;
    this.session = session;
  }

  private Path file(DiffId id, String name) {
    return directory.resolve(id.digest().hex()).resolve(name);
  }

  /** Where a file system of the layer can be kept, which goes when the record goes. */
  Path image(DiffId id) {
    return file(id, IMAGE);
  }

  Optional<LayerInfo> info(DiffId id) throws IOException {
    session.begin();
    Path file = file(id, INFO);
    Optional<LayerInfo> info = LayerInfo.read(file).filter(read -> read.diffId().equals(id));
    if (info.isPresent()) {
      session.use(file);
    }
    return info;
  }

  /** Empty when nothing is known, or the index is damaged or of another version. */
  Optional<WrittenLayer> get(DiffId id) throws IOException {
    Optional<LayerInfo> known = info(id);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    Optional<LayerIndex> index = index(id);
    if (index.isEmpty()) {
      Files.deleteIfExists(file(id, INFO));
      return Optional.empty();
    }
    LayerInfo info = known.get();
    return Optional.of(new WrittenLayer(id, info.blob(), info.plainSize(), index.get()));
  }

  private Optional<LayerIndex> index(DiffId id) throws IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file(id, INDEX));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    try {
      return Optional.of(LayerIndexFormat.read(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      return Optional.empty(); // says that it is damaged: the layer is read again
    }
  }

  void put(WrittenLayer layer) throws IOException {
    LayerInfo info = LayerInfo.of(layer);
    if (info(layer.diffId()).filter(info::isSameLayer).isPresent()) {
      return;
    }
    try (PendingFile pending = new PendingFile(scratch)) {
      BufferedOutputStream out = new BufferedOutputStream(pending.output(), 1 << 16);
      LayerIndexFormat.write(layer.index(), out);
      out.flush();
      pending.commitSoon(file(layer.diffId(), INDEX));
    }
    info.write(scratch, file(layer.diffId(), INFO));
  }
}
