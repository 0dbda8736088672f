package dev.jbuild.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jbuild.oci.Digest;
import dev.jbuild.oci.blob.PendingFile;
import dev.jbuild.oci.blob.ScratchDirectory;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Results of steps by the steps' keys: one small file for each. */
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
   * The result of the step with this key, if it is known and its layer's blob is here. The blob
   * stays as long as this process runs. A damaged entry is as good as none.
   */
  public Optional<StepResult> get(Digest key) throws IOException {
    Optional<StepResult> result = read(file(key));
    if (result.isPresent() && result.get().layer().isPresent()) {
      return blobs.use(result.get().layer().get().blob()) ? result : Optional.empty();
    }
    return result;
  }

  /** Remembers a result; replaces an earlier one. */
  public void put(Digest key, StepResult result) throws IOException {
    PendingFile.write(scratch, file(key), (result.toLine() + "\n").getBytes(UTF_8));
  }

  /** Forgets a result, if there is one. */
  public void remove(Digest key) throws IOException {
    Files.deleteIfExists(file(key));
  }

  private Path file(Digest key) {
    return directory.resolve(key.hex());
  }

  static Optional<StepResult> read(Path file) throws IOException {
    try {
      return StepResult.parse(Files.readString(file).strip());
    } catch (NoSuchFileException | CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
