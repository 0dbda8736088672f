package dev.jbuild.oci.layout;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.ImageIndex;
import dev.jbuild.oci.Manifest;
import dev.jbuild.oci.blob.BlobDirectory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds what no entry of a layout reaches, and deletes it. */
final class UnreferencedBlobs {
  private final BlobDirectory blobs;
  private final Set<String> reached = new HashSet<>();

  UnreferencedBlobs(BlobDirectory blobs) {
    this.blobs = blobs;
  }

  /**
   * Deletes all but what these entries reach; returns the deleted bytes. Throws IOException, and
   * deletes nothing, when a manifest cannot be read.
   */
  long delete(List<Descriptor> entries) throws IOException {
    for (Descriptor entry : entries) {
      reach(entry);
    }
    long bytes = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(blobs.directory())) {
      for (Path file : files) {
        bytes += deleteUnreached(file);
      }
    }
    return bytes;
  }

  private long deleteUnreached(Path file) throws IOException {
    if (reached.contains(file.getFileName().toString())) {
      return 0;
    }
    long size = Files.size(file);
    Files.delete(file);
    return size;
  }

  private void reach(Descriptor entry) throws IOException {
    boolean isNew = reached.add(entry.digest().hex());
    if (!isNew || !blobs.contains(entry)) {
      return; // an index may name platforms that were not fetched
    }
    if (entry.mediaType().isIndex()) {
      reachIndex(entry);
    } else if (entry.mediaType().isManifest()) {
      Manifest manifest = Manifest.parse(blobs.read(entry), entry.mediaType());
      reached.add(manifest.config().digest().hex());
      manifest.layers().forEach(layer -> reached.add(layer.digest().hex()));
    }
  }

  private void reachIndex(Descriptor entry) throws IOException {
    for (Descriptor child : ImageIndex.parse(blobs.read(entry), entry.mediaType()).manifests()) {
      reach(child);
    }
  }
}
