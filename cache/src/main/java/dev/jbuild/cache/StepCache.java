package dev.jbuild.cache;

import dev.jbuild.oci.Digest;
import dev.jbuild.oci.blob.ScratchDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The layers that steps made, by the steps' keys: one small file for each. */
public final class StepCache {
  private final Path directory;
  private final ScratchDirectory scratch;
  private final ContentStore blobs;

  StepCache(Path directory, ScratchDirectory scratch, ContentStore blobs) {
    this.directory = directory;
    this.scratch = scratch;
    this.blobs = blobs;
  }

  /**
   * The layer of the step with this key, if it is known and its blob is here. The blob stays as
   * long as this process runs. A damaged entry is as good as none.
   */
  public Optional<LayerInfo> get(Digest key) throws IOException {
    Optional<LayerInfo> layer = LayerInfo.read(file(key));
    return layer.isPresent() && blobs.use(layer.get().blob()) ? layer : Optional.empty();
  }

  /** Remembers a result; replaces an earlier one. */
  public void put(Digest key, LayerInfo layer) throws IOException {
    layer.write(scratch, file(key));
  }

  /** Forgets a result, if there is one. */
  public void remove(Digest key) throws IOException {
    Files.deleteIfExists(file(key));
  }

  private Path file(Digest key) {
    return directory.resolve(key.hex());
  }
}
