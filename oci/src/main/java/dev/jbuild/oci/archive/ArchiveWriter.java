package dev.jbuild.oci.archive;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Manifest;
import dev.jbuild.oci.image.Image;
import dev.jbuild.oci.image.Layer;
import dev.jbuild.oci.layer.Content;
import dev.jbuild.oci.layout.LayoutFiles;
import dev.jbuild.oci.tar.TarWriter;
import dev.jbuild.oci.tree.Directory;
import dev.jbuild.oci.tree.Metadata;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes an OCI layout as a tar: blobs first, in the order in which they come, then the index. What
 * comes twice is written once.
 */
public final class ArchiveWriter {
  private static final Metadata DIRECTORY = new Metadata(0755, 0, 0, Metadata.EPOCH);
  private static final Metadata FILE = new Metadata(0644, 0, 0, Metadata.EPOCH);
  private static final int BUFFER_BYTES = 1 << 18;

  private final OutputStream out;
  private final TarWriter tar;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final Set<String> written = new HashSet<>();

  /** Begins one. The caller closes the stream. */
  public ArchiveWriter(OutputStream out) throws IOException {
    this.out = new BufferedOutputStream(out, BUFFER_BYTES);
    this.tar = new TarWriter(this.out);
    tar.header(new Directory("blobs", DIRECTORY));
    tar.header(new Directory("blobs/sha256", DIRECTORY));
  }

  static String path(Descriptor blob) {
    return "blobs/sha256/" + blob.digest().hex();
  }

  /** Writes all blobs of the image. */
  void blobs(Image image) throws IOException {
    for (Layer layer : image.layers()) {
      blob(layer.blob(), layer::open);
    }
    blob(image.manifest().config(), image.configBytes());
    blob(image.manifest().descriptor(), image.manifest().bytes());
  }

  /** Writes a blob of these bytes. */
  public void blob(Descriptor blob, byte[] bytes) throws IOException {
    blob(blob, () -> new ByteArrayInputStream(bytes));
  }

  /** Writes a blob; its bytes are checked by who gives them, their number here. */
  public void blob(Descriptor blob, Content content) throws IOException {
    if (!written.add(path(blob))) {
      return;
    }
    try (InputStream in = content.open()) {
      tar.file(path(blob), FILE, blob.size());
      long copied = copy(in, blob.size());
      if (copied != blob.size() || in.read() >= 0) {
        throw new IOException("blob " + blob.digest() + " has not " + blob.size() + " bytes");
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

  /** Ends the archive with its index; does not close the stream. */
  public void finish(byte[] index) throws IOException {
    file(LayoutFiles.INDEX, index);
    end();
  }

  /**
   * As the other, and {@code docker load} reads it, too.
   *
   * @param names of the image, as Docker writes them
   */
  public void finish(byte[] index, Manifest image, List<String> names) throws IOException {
    file(LayoutFiles.INDEX, index);
    file(DockerArchive.MANIFEST, DockerArchive.manifest(image, names));
    end();
  }

  private void end() throws IOException {
    file(LayoutFiles.VERSION, LayoutFiles.version());
    tar.finish();
    out.flush();
  }

  private void file(String path, byte[] bytes) throws IOException {
    tar.file(path, FILE, bytes.length);
    tar.write(bytes, 0, bytes.length);
  }
}
