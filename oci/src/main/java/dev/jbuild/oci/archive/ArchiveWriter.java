package dev.jbuild.oci.archive;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.image.Image;
import dev.jbuild.oci.image.Layer;
import dev.jbuild.oci.tar.TarWriter;
import dev.jbuild.oci.tree.Directory;
import dev.jbuild.oci.tree.Metadata;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Set;

/**
 * Writes the tar of an archive: files of an OCI layout, in an order that depends on nothing else.
 */
final class ArchiveWriter {
  private static final Metadata DIRECTORY = new Metadata(0755, 0, 0, Metadata.EPOCH);
  private static final Metadata FILE = new Metadata(0644, 0, 0, Metadata.EPOCH);
  private static final int BUFFER_BYTES = 1 << 18;

  private final OutputStream out;
  private final TarWriter tar;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final Set<String> written = new HashSet<>();

  ArchiveWriter(OutputStream out) throws IOException {
    this.out = new BufferedOutputStream(out, BUFFER_BYTES);
    this.tar = new TarWriter(this.out);
    tar.header(new Directory("blobs", DIRECTORY));
    tar.header(new Directory("blobs/sha256", DIRECTORY));
  }

  static String path(Descriptor blob) {
    return "blobs/sha256/" + blob.digest().hex();
  }

  /** Writes all blobs of the image; those that an earlier image has, too, once. */
  void blobs(Image image) throws IOException {
    for (Layer layer : image.layers()) {
      layer(layer);
    }
    blob(image.manifest().config(), image.configBytes());
    blob(image.manifest().descriptor(), image.manifest().bytes());
  }

  private void blob(Descriptor blob, byte[] bytes) throws IOException {
    if (written.add(path(blob))) {
      file(path(blob), bytes);
    }
  }

  void file(String path, byte[] bytes) throws IOException {
    tar.file(path, FILE, bytes.length);
    tar.write(bytes, 0, bytes.length);
  }

  private void layer(Layer layer) throws IOException {
    Descriptor blob = layer.blob();
    if (!written.add(path(blob))) {
      return;
    }
    tar.file(path(blob), FILE, blob.size());
    try (InputStream in = layer.open()) {
      long copied = copy(in, blob.size());
      if (copied != blob.size() || in.read() >= 0) {
        throw new IOException("layer " + blob.digest() + " has not " + blob.size() + " bytes");
      }
    }
  }

  private long copy(InputStream in, long size) throws IOException {
    long copied = 0;
    while (copied < size) {
      int count = in.read(buffer, 0, (int) Math.min(buffer.length, size - copied));
      if (count < 0) {
        break;
      }
      tar.write(buffer, 0, count);
      copied += count;
    }
    return copied;
  }

  /** Ends the tar; does not close the stream. */
  void finish() throws IOException {
    tar.finish();
    out.flush();
  }
}
