package dev.jbuild.oci.blob;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.layer.RangedContent;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Blobs that have come in part: a file {@code <hex>} with the first bytes of each. Nothing there is
 * trusted before the whole was hashed, and nobody reads it under the blob's name.
 */
public final class Downloads {
  private final Path directory;
  private final BlobDirectory blobs;
  private final LockFile locks;

  /**
   * Makes nothing yet.
   *
   * @param directory for the parts, on the disk of the blobs
   */
  public Downloads(Path directory, BlobDirectory blobs, LockFile locks) {
    this.directory = directory;
    this.blobs = blobs;
    this.locks = locks;
  }

  /** Waits until nobody else fetches the blob; then look whether it is there. */
  public Download begin(Descriptor blob, RangedContent source) throws IOException {
    LockFile.Held held = locks.exclusive("download " + blob.digest());
    PendingFile file = PendingFile.growing(directory.resolve(blob.digest().hex()));
    return new Download(blob, source, file, blobs.path(blob.digest()), held);
  }

  /**
   * Stores a blob from afar, unless it is here. What has come when this fails, or this process is
   * killed, need not come again. Of several threads and processes one fetches, and the others wait.
   */
  public void fetch(Descriptor blob, RangedContent source) throws IOException {
    if (blobs.contains(blob)) {
      return;
    }
    try (Download download = begin(blob, source)) {
      if (!blobs.contains(blob)) {
        download.finish();
      }
    }
  }
}
