package dev.jbuild.sandbox.erofs;

/** Sizes that the format sets, and those of its choices that are made here. */
final class Format {
  /** As in tars, so that content lies on whole blocks there. */
  static final int BLOCK_BITS = 9;

  static final int BLOCK = 1 << BLOCK_BITS;
  static final int SUPERBLOCK_OFFSET = 1024;
  static final int SUPERBLOCK = 128;
  static final int DEVICE_SLOT = 128;

  /** From where on there are inodes; the first is the root directory's. */
  static final int INODES = SUPERBLOCK_OFFSET + SUPERBLOCK + DEVICE_SLOT;

  /** Inodes start at multiples of this, and a multiple is their number. */
  static final int INODE_SLOT = 32;

  /** The longer of two forms: it has a time for each file, and all bits of owners. */
  static final int INODE = 64;

  private Format() {}

  /** Blocks that many bytes take. */
  static long blocks(long bytes) {
    return Math.ceilDiv(bytes, BLOCK);
  }

  static long aligned(long position, int alignment) {
    return (position + alignment - 1) & -alignment;
  }
}
