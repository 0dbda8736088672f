package dev.jbuild.oci.layer;

/** The numbers of the kinds of entries in the index format. */
final class EntryKind {
  static final int REGULAR_FILE = 0;
  static final int DIRECTORY = 1;
  static final int SYMLINK = 2;
  static final int HARD_LINK = 3;
  static final int CHARACTER_DEVICE = 4;
  static final int BLOCK_DEVICE = 5;
  static final int FIFO = 6;
  static final int WHITEOUT = 7;
  static final int OPAQUE_DIRECTORY = 8;

  private EntryKind() {}
}
