package dev.jbuild.oci.layer;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.compress.Compression;
import dev.jbuild.oci.compress.DigestingOutputStream;
import dev.jbuild.oci.compress.Encoder;
import dev.jbuild.oci.tar.TarWriter;
import dev.jbuild.oci.tree.LayerEntry;
import dev.jbuild.oci.tree.LayerIndex;
import dev.jbuild.oci.tree.Metadata;
import dev.jbuild.oci.tree.RegularFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;

/**
 * Writes a layer in one pass and constant memory but for the index: entries become a tar, the tar
 * is hashed and compressed, the blob is hashed and written. Entries stand in the tar in the order
 * in which they come; the caller sorts them. Not safe for several threads.
 */
public final class LayerWriter implements AutoCloseable {
  private static final int BUFFER = 1 << 17;

  private final OutputStream out;
  private final Compression compression;
  private final DigestingOutputStream blob;
  private final Encoder encoder;
  private final BackgroundHasher plain = new BackgroundHasher();
  private final TarWriter tar;
  private final ImmutableList.Builder<LayerEntry> entries = ImmutableList.builder();
  private final MessageDigest hasher = Digest.hasher();
  private final byte[] buffer = new byte[BUFFER];
  private boolean closed;

  private LayerWriter(OutputStream out, Compression compression) throws IOException {
    this.out = out;
    this.compression = compression;
    this.blob = new DigestingOutputStream(out);
    this.encoder = compression.encoder(blob);
    this.tar = new TarWriter(new TeeOutputStream(encoder, plain));
  }

  /** Starts a layer whose blob goes to {@code out}, which this writer closes. */
  public static LayerWriter to(OutputStream out, Compression compression) {
    try {
      return new LayerWriter(out, compression);
    } catch (IOException e) {
      throw new UncheckedIOException("no encoder for " + compression, e);
    }
  }

  /**
   * Adds a regular file.
   *
   * @param size of the content in bytes
   * @return the entry, as the index will have it
   * @throws IOException naming the path where the content has another size, or can't be read; the
   *     writer is then of no use but to be closed
   */
  public RegularFile file(String path, Metadata metadata, long size, Content content)
      throws IOException {
    tar.file(path, metadata, size);
    long offset = tar.position();
    try (InputStream in = content.open()) {
      copy(path, size, in);
    }
    RegularFile file = new RegularFile(path, metadata, size, Digest.of(hasher), offset);
    entries.add(file);
    return file;
  }

  private void copy(String path, long size, InputStream in) throws IOException {
    long left = size;
    while (left > 0) {
      int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (count < 0) {
        throw new IOException(path + " ended " + left + " bytes before its " + size + " bytes");
      }
      hasher.update(buffer, 0, count);
      tar.write(buffer, 0, count);
      left -= count;
    }
    if (in.read() >= 0) {
      throw new IOException(path + " has more than its " + size + " bytes: it grew while read");
    }
  }

  /** Adds an entry that has no content: all but regular files. */
  public void add(LayerEntry entry) throws IOException {
    if (entry instanceof RegularFile) {
      throw new IllegalArgumentException(entry.path() + " has content: use file()");
    }
    tar.header(entry);
    entries.add(entry);
  }

  /** Writes what is left, closes the stream and says what was written. */
  public WrittenLayer finish() throws IOException {
    tar.finish();
    encoder.finish();
    DiffId diffId = new DiffId(plain.digest());
    close();
    Descriptor descriptor = new Descriptor(compression.mediaType(), blob.digest(), blob.count());
    return new WrittenLayer(diffId, descriptor, plain.count(), new LayerIndex(entries.build()));
  }

  /** Frees everything; without {@link #finish} before, what was written is of no use. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    plain.close();
    try {
      encoder.close();
    } finally {
      out.close();
    }
  }
}
