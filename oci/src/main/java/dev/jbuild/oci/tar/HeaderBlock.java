package dev.jbuild.oci.tar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/** One ustar header block in the making. */
final class HeaderBlock {
  private static final byte[] USTAR = "ustar\00000".getBytes(ISO_8859_1);

  private final byte[] block = new byte[TarFormat.BLOCK];

  HeaderBlock(TarType type) {
    block[TarFormat.TYPE] = (byte) type.flag();
    System.arraycopy(USTAR, 0, block, TarFormat.MAGIC, USTAR.length);
  }

  /** Puts as many of the bytes as there is room for. */
  HeaderBlock text(int field, byte[] text) {
    System.arraycopy(text, 0, block, field, Math.min(text.length, TarFormat.NAME_LENGTH));
    return this;
  }

  /** Puts an octal number that fills the field but for its last byte, which is NUL. */
  HeaderBlock number(int field, int length, long number) {
    octal(field, length - 1, number);
    return this;
  }

  byte[] finish() {
    Arrays.fill(
        block, TarFormat.CHECKSUM, TarFormat.CHECKSUM + TarFormat.CHECKSUM_LENGTH, (byte) ' ');
    int sum = 0;
    for (byte b : block) {
      sum += b & 0xff;
    }
    octal(TarFormat.CHECKSUM, 6, sum);
    block[TarFormat.CHECKSUM + 6] = 0;
    return block;
  }

  private void octal(int field, int digits, long number) {
    long rest = number;
    for (int i = digits - 1; i >= 0; i--) {
      block[field + i] = (byte) ('0' + (rest & 7));
      rest >>>= 3;
    }
  }
}
