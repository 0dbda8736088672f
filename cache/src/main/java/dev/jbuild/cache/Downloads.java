package dev.jbuild.cache;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.blob.BlobDirectory;
import dev.jbuild.oci.blob.LockFile;
import dev.jbuild.oci.blob.PendingFile;
import dev.jbuild.oci.layer.RangedContent;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Blobs that have come in part: {@code downloads/<hex>}, the first bytes of each. Nothing there is
 * trusted before the whole was hashed, and nobody reads it under the blob's name.
 */
final class Downloads {
  private final Path directory;
  private final BlobDirectory blobs;
  private final LockFile locks;

  Downloads(Path directory, BlobDirectory blobs, LockFile locks) {
    this.directory = directory;
    this.blobs = blobs;
    this.locks = locks;
  }

  /** Waits until nobody else fetches the blob; then look whether it is there. */
  Download begin(Descriptor blob, RangedContent source) throws IOException {
    LockFile.Held held = locks.exclusive("download " + blob.digest());
    PendingFile file = PendingFile.growing(directory.resolve(blob.digest().hex()));
    return new Download(blob, source, file, blobs.path(blob.digest()), held);
  }
}
