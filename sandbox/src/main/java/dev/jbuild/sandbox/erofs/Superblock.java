package dev.jbuild.sandbox.erofs;

import dev.jbuild.oci.DiffId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The start of an image, and the slot that says how large the tar is.
 *
 * @param id of the layer
 * @param root number of the root directory's inode
 * @param inodes how many there are
 * @param blocks of the image
 * @param tarBlocks of the tar
 */
record Superblock(DiffId id, long root, long inodes, long blocks, long tarBlocks) {
  private static final int MAGIC = 0xE0F5E1E2;
  private static final int CHUNKED_FILES = 0x4;
  private static final int DEVICE_TABLE = 0x8;
  private static final int UUID = 16;

  /** The version of what is written here: images of another are made anew. */
  private static final byte[] VOLUME = "jbuild-layer-1\0\0".getBytes(StandardCharsets.US_ASCII);

  /** Everything before the first inode. */
  byte[] bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(Format.INODES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(Format.SUPERBLOCK_OFFSET);
    bytes.putInt(MAGIC);
    bytes.putLong(0); // no checksum, no compatible features
    bytes.put((byte) Format.BLOCK_BITS).put((byte) 0);
    bytes.putShort((short) root);
    bytes.putLong(inodes);
    bytes.putLong(0).putInt(0); // made at no time
    bytes.putInt((int) blocks);
    bytes.putInt(0).putInt(0); // inodes are counted from the first block on
    bytes.put(HexFormat.of().parseHex(id.digest().hex()), 0, UUID);
    bytes.put(VOLUME);
    bytes.putInt(CHUNKED_FILES | DEVICE_TABLE);
    bytes.putShort((short) 0); // no compression
    bytes.putShort((short) 1); // device: the tar
    bytes.putShort((short) ((Format.INODES - Format.DEVICE_SLOT) / Format.DEVICE_SLOT));
    bytes.position(Format.INODES - Format.DEVICE_SLOT);
    bytes.put(id.digest().hex().getBytes(StandardCharsets.US_ASCII));
    bytes.putInt((int) tarBlocks);
    return bytes.array();
  }

  /** Whether an image starts like this; whose inodes and own size it tells itself. */
  static boolean isOf(Path image, DiffId id, long tarBlocks) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(image)) {
      start = in.readNBytes(Format.INODES);
    }
    if (start.length < Format.INODES) {
      return false;
    }
    ByteBuffer bytes = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
    long root = Short.toUnsignedLong(bytes.getShort(Format.SUPERBLOCK_OFFSET + 14));
    long inodes = bytes.getLong(Format.SUPERBLOCK_OFFSET + 16);
    long blocks = Integer.toUnsignedLong(bytes.getInt(Format.SUPERBLOCK_OFFSET + 36));
    Superblock expected = new Superblock(id, root, inodes, blocks, tarBlocks);
    return Arrays.equals(start, expected.bytes()) && Files.size(image) == blocks * Format.BLOCK;
  }
}
