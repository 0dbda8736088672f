package dev.jbuild.sandbox.erofs;

import java.nio.ByteBuffer;

/**
 * Where in the tar a file's content lies: one chunk, unless it is larger than a terabyte.
 *
 * @param bits of a chunk's size, which is a power of two
 * @param count how many there are
 */
record Chunks(int bits, int count) {
  static final int ENTRY = 8;

  private static final int MOST_BLOCKS_BITS = 31;
  private static final int HAS_DEVICE = 0x20;

  /** The number of the tar among the devices; the image is 0. */
  private static final short DEVICE = 1;

  /** For a file that has content. */
  static Chunks of(long size) {
    int whole = Long.SIZE - Long.numberOfLeadingZeros(size - 1);
    int bits = Math.clamp(whole, Format.BLOCK_BITS, Format.BLOCK_BITS + MOST_BLOCKS_BITS);
    return new Chunks(bits, Math.toIntExact(Math.ceilDiv(size, 1L << bits)));
  }

  /** What the inode says of them. */
  short format() {
    return (short) (HAS_DEVICE | (bits - Format.BLOCK_BITS));
  }

  /** Says where each of them starts. */
  void write(long offset, ByteBuffer buffer) {
    for (int chunk = 0; chunk < count; chunk++) {
      long block = (offset >> Format.BLOCK_BITS) + ((long) chunk << (bits - Format.BLOCK_BITS));
      buffer.putShort((short) 0);
      buffer.putShort(DEVICE);
      buffer.putInt((int) block);
    }
  }
}
