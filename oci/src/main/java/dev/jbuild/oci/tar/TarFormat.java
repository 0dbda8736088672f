package dev.jbuild.oci.tar;

/** Where the fields of a ustar header are (POSIX.1-1988), and what they may hold. */
final class TarFormat {
  static final int BLOCK = 512;

  static final int NAME = 0;
  static final int NAME_LENGTH = 100;
  static final int MODE = 100;
  static final int UID = 108;
  static final int GID = 116;
  static final int ID_LENGTH = 8;
  static final int SIZE = 124;
  static final int MTIME = 136;
  static final int LONG_LENGTH = 12;
  static final int CHECKSUM = 148;
  static final int CHECKSUM_LENGTH = 8;
  static final int TYPE = 156;
  static final int LINK_NAME = 157;
  static final int MAGIC = 257;
  static final int MAJOR = 329;
  static final int MINOR = 337;
  static final int PREFIX = 345;
  static final int PREFIX_LENGTH = 155;

  /** The most that seven octal digits hold. */
  static final long MOST_ID = 07777777;

  /** The most that eleven octal digits hold: 8 GiB - 1. */
  static final long MOST_LONG = 077777777777L;

  static final String XATTR = "SCHILY.xattr.";

  private TarFormat() {}

  /** Bytes from the end of {@code size} bytes to the end of their last block. */
  static int padding(long size) {
    return (int) (-size & (BLOCK - 1));
  }
}
