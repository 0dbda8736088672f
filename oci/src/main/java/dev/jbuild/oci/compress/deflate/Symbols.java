package dev.jbuild.oci.compress.deflate;

/**
 * Which symbol stands for a match length or a distance, and how many bits follow it (RFC 1951
 * 3.2.5).
 */
final class Symbols {
  private static final int LENGTHS = 29;
  private static final int SHORT_DISTANCES = 256;

  /** Number of the length symbol by match length; symbol 257 has number 0. */
  static final byte[] OF_LENGTH = new byte[260];

  static final int[] LENGTH_BASE = new int[LENGTHS];
  static final int[] LENGTH_EXTRA_BITS = new int[LENGTHS];

  static final int[] DISTANCE_BASE = new int[Format.DISTANCES];
  static final int[] DISTANCE_EXTRA_BITS = new int[Format.DISTANCES];

  private static final byte[] OF_DISTANCE = new byte[512];

  static {
    int length = 3;
    for (int symbol = 0; symbol < LENGTHS - 1; symbol++) {
      int bits = symbol < 8 ? 0 : (symbol >> 2) - 1;
      LENGTH_BASE[symbol] = length;
      LENGTH_EXTRA_BITS[symbol] = bits;
      for (int end = length + (1 << bits); length < end; length++) {
        OF_LENGTH[length] = (byte) symbol;
      }
    }
    LENGTH_BASE[LENGTHS - 1] = Format.LONGEST_MATCH;
    OF_LENGTH[Format.LONGEST_MATCH] = LENGTHS - 1;
    int distance = 0;
    for (int symbol = 0; symbol < Format.DISTANCES; symbol++) {
      int bits = symbol < 4 ? 0 : (symbol >> 1) - 1;
      DISTANCE_BASE[symbol] = distance + 1;
      DISTANCE_EXTRA_BITS[symbol] = bits;
      for (int end = distance + (1 << bits); distance < end; distance++) {
        OF_DISTANCE[slot(distance)] = (byte) symbol;
      }
    }
  }

  private Symbols() {}

  /** The symbol of the distance {@code distanceLessOne + 1}. */
  static int ofDistance(int distanceLessOne) {
    return OF_DISTANCE[slot(distanceLessOne)];
  }

  private static int slot(int distanceLessOne) {
    return distanceLessOne < SHORT_DISTANCES
        ? distanceLessOne
        : SHORT_DISTANCES + (distanceLessOne >> 7);
  }
}
