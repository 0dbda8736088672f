package dev.jbuild.oci.compress.deflate;

import static dev.jbuild.oci.compress.deflate.Format.INTS;
import static dev.jbuild.oci.compress.deflate.Format.LONGS;

/** Puts bits into an array, lowest first; up to 7 wait for the byte to fill. */
final class BitWriter {
  private static final int STORED_MOST = 65535;

  byte[] out = {};
  int position;
  long bits;
  int count;

  void start(byte[] array) {
    out = array;
    position = 0;
    bits = 0;
    count = 0;
  }

  /** Puts the lowest {@code length} bits, 57 at most; there must be room for 8 more bytes. */
  void put(long value, int length) {
    bits |= value << count;
    count += length;
    LONGS.set(out, position, bits);
    position += count >>> 3;
    bits >>>= count & 56;
    count &= 7;
  }

  /** Puts stored blocks (RFC 1951 3.2.4), which end at a full byte. */
  void putStored(byte[] in, int from, int to) {
    for (int at = from; at < to; at += STORED_MOST) {
      int length = Math.min(STORED_MOST, to - at);
      putStoredHeader(length);
      System.arraycopy(in, at, out, position, length);
      position += length;
    }
  }

  /** The header of a stored block; alone, with length 0, it fills the last byte up. */
  void putStoredHeader(int length) {
    put(0, 3);
    if (count > 0) {
      out[position++] = (byte) bits;
      bits = 0;
      count = 0;
    }
    INTS.set(out, position, length | (~length << 16));
    position += Integer.BYTES;
  }
}
