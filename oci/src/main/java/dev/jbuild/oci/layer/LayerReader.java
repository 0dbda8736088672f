package dev.jbuild.oci.layer;

import com.github.luben.zstd.ZstdIOException;
import com.google.common.io.ByteStreams;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.DiffId;
import dev.jbuild.oci.MediaType;
import dev.jbuild.oci.compress.Decompression;
import dev.jbuild.oci.compress.Decompression.Decompressed;
import dev.jbuild.oci.compress.DigestingInputStream;
import dev.jbuild.oci.tar.InvalidTarException;
import dev.jbuild.oci.tar.TarEntry;
import dev.jbuild.oci.tar.TarLimits;
import dev.jbuild.oci.tar.TarReader;
import dev.jbuild.oci.tree.LayerEntry;
import dev.jbuild.oci.tree.LayerIndex;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZIOException;

/** Reads layers and archives that others made, and trusts nothing in them. */
public final class LayerReader {
  private static final int BUFFER = 1 << 17;

  private LayerReader() {}

  /**
   * Reads a layer's blob to its end, in constant memory but for the index: decompresses it by what
   * its first bytes say, hashes both sides, indexes the tar. Closes neither stream.
   *
   * @param expected what the blob must be, compared when the last byte was read; null to take it as
   *     it is
   * @param plain gets the uncompressed tar
   * @throws InvalidLayerException for a layer that is cut short, malformed, beyond {@link
   *     TarLimits#DEFAULT}, leads out of the root, or is another than expected
   */
  public static WrittenLayer read(
      InputStream blob, @Nullable Descriptor expected, OutputStream plain) throws IOException {
    String name = expected == null ? "layer" : "layer " + expected.digest();
    return named(name, () -> readUnnamed(blob, expected, plain));
  }

  @FunctionalInterface
  private interface Reading<T> {
    T read() throws IOException;
  }

  /** Says what is damaged. */
  private static <T> T named(String name, Reading<T> reading) throws IOException {
    try {
      return reading.read();
    } catch (InvalidTarException
        | EOFException
        | ZipException
        | ZstdIOException
        | XZIOException e) {
      throw new InvalidLayerException(name + ": " + e.getMessage(), e);
    }
  }

  private static WrittenLayer readUnnamed(
      InputStream blob, @Nullable Descriptor expected, OutputStream plain) throws IOException {
    DigestingInputStream compressed =
        new DigestingInputStream(
            expected == null ? blob : ByteStreams.limit(blob, expected.size() + 1));
    try (Decompressed layer = Decompression.open(new BufferedInputStream(compressed, BUFFER));
        BackgroundHasher hasher = new BackgroundHasher()) {
      MediaType mediaType = LayerMediaTypes.check(layer.compression(), expected);
      InputStream content = new TeeInputStream(layer.content(), new TeeOutputStream(plain, hasher));
      LayerIndex index = index(content);
      ByteStreams.exhaust(content);
      ByteStreams.exhaust(compressed);
      Descriptor found = new Descriptor(mediaType, compressed.digest(), compressed.count());
      verify(found, expected);
      return new WrittenLayer(
          new DiffId(hasher.digest()), expected == null ? found : expected, hasher.count(), index);
    }
  }

  private static LayerIndex index(InputStream content) throws IOException {
    TarReader tar = new TarReader(new BufferedInputStream(content, BUFFER), TarLimits.DEFAULT);
    IndexingSink sink = new IndexingSink(tar);
    ArchiveWalk.ofLayer(tar, TarLimits.DEFAULT).run(sink);
    return sink.index();
  }

  private static void verify(Descriptor found, @Nullable Descriptor expected)
      throws InvalidLayerException {
    if (expected == null) {
      return;
    }
    if (found.size() != expected.size()) {
      String size = found.size() > expected.size() ? "more" : "only " + found.size();
      throw new InvalidLayerException(
          "layer " + expected.digest() + " has " + size + " bytes, not " + expected.size());
    }
    if (!found.digest().equals(expected.digest())) {
      throw new InvalidLayerException(
          "layer " + expected.digest() + " has the digest " + found.digest());
    }
  }

  /**
   * Reads a tar of unknown origin, plain or compressed (gzip, zstd, xz, bzip2), and hands its
   * entries to the visitor in their order. Does not close the stream.
   *
   * @throws InvalidLayerException as {@link #read} does
   */
  public static void entries(InputStream archive, EntryVisitor visitor) throws IOException {
    named("archive", () -> visit(archive, visitor));
  }

  private static EntryVisitor visit(InputStream archive, EntryVisitor visitor) throws IOException {
    try (Decompressed content = Decompression.open(new BufferedInputStream(archive, BUFFER))) {
      TarReader tar =
          new TarReader(new BufferedInputStream(content.content(), BUFFER), TarLimits.DEFAULT);
      ArchiveWalk.ofLayer(tar, TarLimits.DEFAULT).run(visiting(tar, visitor));
      return visitor;
    }
  }

  /**
   * Reads a layer's uncompressed tar to its end, and tells where the content of its files lies.
   * Hashes nothing. Does not close the stream.
   *
   * @throws InvalidLayerException as {@link #read} does
   */
  public static void placed(InputStream tar, PlacedEntries entries) throws IOException {
    named("archive", () -> place(tar, entries));
  }

  private static PlacedEntries place(InputStream content, PlacedEntries entries)
      throws IOException {
    TarReader tar = new TarReader(new BufferedInputStream(content, BUFFER), TarLimits.DEFAULT);
    ArchiveWalk.ofLayer(tar, TarLimits.DEFAULT).run(placing(entries));
    return entries;
  }

  private static ArchiveWalk.Sink placing(PlacedEntries entries) {
    return new ArchiveWalk.Sink() {
      @Override
      public void file(String path, TarEntry entry) throws IOException {
        entries.file(path, entry.metadata(), entry.size(), entry.offset());
      }

      @Override
      public void entry(LayerEntry entry) throws IOException {
        entries.entry(entry);
      }
    };
  }

  /**
   * Reads an archive that is no layer, plain or compressed, to its end: a name that would be a
   * removal in a layer is a file's as any other. Constant memory but for the index. Closes neither
   * stream.
   *
   * @param plain gets the uncompressed tar, into which the index's offsets point
   * @throws InvalidLayerException as {@link #read} does
   */
  public static LayerIndex files(InputStream archive, OutputStream plain) throws IOException {
    return named("archive", () -> readFiles(archive, plain));
  }

  private static LayerIndex readFiles(InputStream archive, OutputStream plain) throws IOException {
    try (Decompressed decompressed = Decompression.open(new BufferedInputStream(archive, BUFFER))) {
      InputStream content =
          new BufferedInputStream(new TeeInputStream(decompressed.content(), plain), BUFFER);
      TarReader tar = new TarReader(content, TarLimits.DEFAULT);
      IndexingSink sink = new IndexingSink(tar);
      ArchiveWalk.ofFiles(tar, TarLimits.DEFAULT).run(sink);
      return sink.index();
    }
  }

  /** Whether what starts with these bytes is an archive that can be read here. */
  public static boolean isArchive(byte[] start) {
    return Decompression.of(start) != Decompression.NONE || TarReader.isStart(start);
  }

  private static ArchiveWalk.Sink visiting(TarReader tar, EntryVisitor visitor) {
    return new ArchiveWalk.Sink() {
      @Override
      public void file(String path, TarEntry entry) throws IOException {
        visitor.file(path, entry.metadata(), entry.size(), tar.content());
      }

      @Override
      public void entry(LayerEntry entry) throws IOException {
        visitor.entry(entry);
      }
    };
  }
}
