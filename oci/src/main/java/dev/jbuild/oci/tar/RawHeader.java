package dev.jbuild.oci.tar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.jbuild.oci.tree.FileNames;

/** A header block as it was read; numbers are octal text or, with the top bit set, base 256. */
final class RawHeader {
  private static final int STAR_PREFIX_LENGTH = 131;

  private final byte[] block;
  private final long offset;

  private RawHeader(byte[] block, long offset) {
    this.block = block;
    this.offset = offset;
  }

  /** Throws InvalidTarException when the checksum is wrong. */
  static RawHeader of(byte[] block, long offset) throws InvalidTarException {
    RawHeader header = new RawHeader(block, offset);
    if (!header.hasItsChecksum()) {
      throw header.invalid("wrong checksum: not a tar, or a damaged one");
    }
    return header;
  }

  /** Whether the block is a header at all. */
  static boolean isHeader(byte[] block) {
    try {
      return new RawHeader(block, 0).hasItsChecksum();
    } catch (InvalidTarException e) {
      return false;
    }
  }

  private boolean hasItsChecksum() throws InvalidTarException {
    long expected = number(TarFormat.CHECKSUM, TarFormat.CHECKSUM_LENGTH);
    return expected == sum(0xff) || expected == sum(-1);
  }

  char flag() {
    return (char) (block[TarFormat.TYPE] & 0xff);
  }

  /** The name; with its prefix where the header is POSIX's or star's, as GNU's has none. */
  String name() {
    String name = text(TarFormat.NAME, TarFormat.NAME_LENGTH);
    boolean posix = block[TarFormat.MAGIC + 5] == 0 && magic().equals("ustar");
    if (!posix || block[TarFormat.PREFIX] == 0) {
      return name;
    }
    boolean star = text(TarFormat.BLOCK - 4, 4).equals("tar");
    return text(TarFormat.PREFIX, star ? STAR_PREFIX_LENGTH : TarFormat.PREFIX_LENGTH) + "/" + name;
  }

  String linkName() {
    return text(TarFormat.LINK_NAME, TarFormat.NAME_LENGTH);
  }

  long number(int field, int length) throws InvalidTarException {
    return block[field] < 0 ? binary(field, length) : octal(field, length);
  }

  private String magic() {
    return text(TarFormat.MAGIC, 5);
  }

  private String text(int field, int length) {
    int end = field;
    while (end < field + length && block[end] != 0) {
      end++;
    }
    return FileNames.text(block, field, end);
  }

  private long octal(int field, int length) throws InvalidTarException {
    String text = new String(block, field, length, ISO_8859_1).strip();
    int nul = text.indexOf('\0');
    String digits = (nul < 0 ? text : text.substring(0, nul)).strip();
    try {
      return digits.isEmpty() ? 0 : Long.parseUnsignedLong(digits, 8);
    } catch (NumberFormatException e) {
      throw invalid("not an octal number: \"" + digits + "\"");
    }
  }

  private long binary(int field, int length) throws InvalidTarException {
    boolean negative = (block[field] & 0x40) != 0;
    long number = negative ? block[field] : block[field] & 0x3f;
    for (int i = 1; i < length; i++) {
      if (number != (number << 8) >> 8) {
        throw invalid("a number beyond 64 bits");
      }
      number = (number << 8) | (block[field + i] & 0xff);
    }
    return number;
  }

  /** The sum of all bytes, the checksum's own counted as spaces; some writers sum signed bytes. */
  private long sum(int mask) {
    long sum = TarFormat.CHECKSUM_LENGTH * (long) ' ';
    for (int i = 0; i < block.length; i++) {
      boolean own = i >= TarFormat.CHECKSUM && i < TarFormat.CHECKSUM + TarFormat.CHECKSUM_LENGTH;
      sum += own ? 0 : block[i] & mask;
    }
    return sum;
  }

  InvalidTarException invalid(String fact) {
    return new InvalidTarException(offset, fact);
  }
}
