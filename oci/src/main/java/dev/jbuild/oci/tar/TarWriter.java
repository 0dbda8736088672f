package dev.jbuild.oci.tar;

import dev.jbuild.oci.tree.Device;
import dev.jbuild.oci.tree.Directory;
import dev.jbuild.oci.tree.Fifo;
import dev.jbuild.oci.tree.FileNames;
import dev.jbuild.oci.tree.HardLink;
import dev.jbuild.oci.tree.LayerEntry;
import dev.jbuild.oci.tree.Metadata;
import dev.jbuild.oci.tree.OpaqueDirectory;
import dev.jbuild.oci.tree.RegularFile;
import dev.jbuild.oci.tree.Symlink;
import dev.jbuild.oci.tree.Whiteout;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a tar whose bytes depend on nothing but the entries: ustar headers, PAX records only for
 * what does not fit there, no user or group names, no times but mtime. Whiteouts are written as the
 * OCI image spec says (layer.md, "Whiteouts").
 */
public final class TarWriter {
  /** Names the exact bytes that entries become. */
  public static final String FORMAT = "tar-1";

  private static final Metadata MARK = new Metadata(0, 0, 0, Metadata.EPOCH);

  private final OutputStream out;
  private final byte[] zeros = new byte[2 * TarFormat.BLOCK];
  private long position;
  private long missing;
  private int padding;

  /** Writes to {@code out}, in small pieces, and never closes it. */
  public TarWriter(OutputStream out) {
    this.out = out;
  }

  /** Bytes written so far. */
  public long position() {
    return position;
  }

  /**
   * Writes an entry's header. After that of a regular file exactly {@code size} bytes of content
   * must follow through {@link #write}.
   *
   * @throws InvalidTarException for a file whose name would make it a whiteout
   * @throws IllegalArgumentException for what no file system gives: a NUL in a name, an extended
   *     attribute with a {@code =} in its name
   */
  public void header(LayerEntry entry) throws IOException {
    finishContent();
    switch (entry) {
      case RegularFile file -> file(file.path(), file.metadata(), file.size());
      case Directory directory ->
          entry(TarType.DIRECTORY, directory.path(), directory.metadata(), "");
      case Symlink link -> entry(TarType.SYMLINK, link.path(), link.metadata(), link.target());
      case HardLink link -> entry(TarType.HARD_LINK, link.path(), link.metadata(), link.target());
      case Device device -> device(device);
      case Fifo fifo -> entry(TarType.FIFO, fifo.path(), fifo.metadata(), "");
      case Whiteout whiteout -> {
        refuseMark(whiteout.path());
        mark(WhiteoutNames.of(whiteout));
      }
      case OpaqueDirectory opaque -> mark(WhiteoutNames.of(opaque));
    }
  }

  /** Writes the header of a regular file whose content is not known yet. */
  public void file(String path, Metadata metadata, long size) throws IOException {
    finishContent();
    refuseMark(path);
    write(new EntryHeader(TarType.REGULAR_FILE, path, metadata).size(size));
    missing = size;
    padding = TarFormat.padding(size);
  }

  /** Writes content of the file whose header was written last. */
  public void write(byte[] bytes, int from, int length) throws IOException {
    if (length > missing) {
      throw new IllegalStateException("more content than the header says: " + length);
    }
    missing -= length;
    put(bytes, from, length);
  }

  /** Writes the two empty blocks that end a tar. Does not close or flush the stream. */
  public void finish() throws IOException {
    finishContent();
    put(zeros, 0, zeros.length);
  }

  private void device(Device device) throws IOException {
    boolean character = device.kind() == Device.Kind.CHARACTER;
    TarType type = character ? TarType.CHARACTER_DEVICE : TarType.BLOCK_DEVICE;
    refuseMark(device.path());
    write(
        new EntryHeader(type, device.path(), device.metadata())
            .device(device.major(), device.minor()));
  }

  private void entry(TarType type, String path, Metadata metadata, String target)
      throws IOException {
    refuseMark(path);
    String name = type != TarType.DIRECTORY ? path : path.isEmpty() ? "./" : path + "/";
    write(new EntryHeader(type, name, metadata).link(target));
  }

  private void mark(String path) throws IOException {
    write(new EntryHeader(TarType.REGULAR_FILE, path, MARK));
  }

  private static void refuseMark(String path) throws InvalidTarException {
    if (WhiteoutNames.isTaken(path)) {
      throw new InvalidTarException(
          path, "can't be stored, as .wh. would remove a file: rename it");
    }
  }

  private void write(EntryHeader header) throws IOException {
    PaxRecords records = header.records();
    if (!records.isEmpty()) {
      byte[] bytes = records.bytes();
      byte[] name = FileNames.bytes("PaxHeaders.0/" + WhiteoutNames.name(header.path()));
      put(
          new HeaderBlock(TarType.PAX_HEADER)
              .text(TarFormat.NAME, name)
              .number(TarFormat.MODE, TarFormat.ID_LENGTH, 0644)
              .number(TarFormat.UID, TarFormat.ID_LENGTH, 0)
              .number(TarFormat.GID, TarFormat.ID_LENGTH, 0)
              .number(TarFormat.SIZE, TarFormat.LONG_LENGTH, bytes.length)
              .number(TarFormat.MTIME, TarFormat.LONG_LENGTH, 0)
              .finish());
      put(bytes, 0, bytes.length);
      put(zeros, 0, TarFormat.padding(bytes.length));
    }
    put(header.block());
  }

  private void finishContent() throws IOException {
    if (missing > 0) {
      throw new IllegalStateException("content lacks " + missing + " bytes");
    }
    put(zeros, 0, padding);
    padding = 0;
  }

  private void put(byte[] bytes) throws IOException {
    put(bytes, 0, bytes.length);
  }

  private void put(byte[] bytes, int from, int length) throws IOException {
    out.write(bytes, from, length);
    position += length;
  }
}
