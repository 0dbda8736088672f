package dev.jbuild.oci.compress.deflate;

/**
 * Canonical Huffman codes (RFC 1951 3.2.2), bits reversed as they are sent: code, then 4 bits of
 * length.
 */
final class Codes {
  private static final int LONGEST = 15;

  private Codes() {}

  static int code(int packed) {
    return packed >>> 4;
  }

  static int length(int packed) {
    return packed & 15;
  }

  static void assign(byte[] lengths, int symbols, int[] packed) {
    int[] next = new int[LONGEST + 2];
    for (int symbol = 0; symbol < symbols; symbol++) {
      next[lengths[symbol] + 1]++;
    }
    next[1] = 0;
    for (int length = 1; length <= LONGEST; length++) {
      next[length] = (next[length] + next[length - 1]) << 1;
    }
    for (int symbol = 0; symbol < symbols; symbol++) {
      int length = lengths[symbol];
      packed[symbol] =
          length == 0 ? 0 : (Integer.reverse(next[length]++) >>> (32 - length)) << 4 | length;
    }
  }
}
