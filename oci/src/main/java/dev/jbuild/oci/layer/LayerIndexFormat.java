package dev.jbuild.oci.layer;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.tree.LayerEntry;
import dev.jbuild.oci.tree.LayerIndex;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Layer indexes as bytes, for caches: a header with the version, the length and a CRC-32C of what
 * follows, then the entries in order, each path as the difference to the one before.
 */
public final class LayerIndexFormat {
  /** Changes whenever the bytes change; readers refuse other versions. */
  public static final int VERSION = 1;

  private static final int MAGIC = 0x4a424c00; // "JBL" and the version
  private static final int HEADER_BYTES = 16;

  private LayerIndexFormat() {}

  /** Writes the index; equal indexes give equal bytes. Does not close {@code out}. */
  public static void write(LayerIndex index, OutputStream out) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream(index.entries().size() * 80 + 16);
    IndexEncoder encoder = new IndexEncoder(body);
    encoder.number(index.entries().size());
    index.entries().forEach(encoder::entry);
    byte[] bytes = body.toByteArray();
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
    header.putInt(MAGIC + VERSION).putLong(bytes.length).putInt(checksum(bytes));
    out.write(header.array());
    out.write(bytes);
  }

  /**
   * Reads what {@link #write} wrote. Throws IOException if the bytes are of another version, cut
   * short or changed: make the index anew from the layer then.
   */
  public static LayerIndex read(InputStream in) throws IOException {
    byte[] head = in.readNBytes(HEADER_BYTES);
    if (head.length < HEADER_BYTES || ByteBuffer.wrap(head).getInt() != MAGIC + VERSION) {
      throw new IOException("not a layer index of version " + VERSION);
    }
    ByteBuffer header = ByteBuffer.wrap(head, Integer.BYTES, HEADER_BYTES - Integer.BYTES);
    long length = header.getLong();
    byte[] body = in.readAllBytes();
    if (body.length != length || checksum(body) != header.getInt()) {
      throw new IOException("damaged layer index: " + body.length + " bytes of " + length);
    }
    return decode(new IndexDecoder(ByteBuffer.wrap(body)));
  }

  private static LayerIndex decode(IndexDecoder decoder) throws IOException {
    int count = (int) decoder.number();
    ImmutableList.Builder<LayerEntry> entries = ImmutableList.builderWithExpectedSize(count);
    for (int i = 0; i < count; i++) {
      entries.add(decoder.entry());
    }
    return new LayerIndex(entries.build());
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
