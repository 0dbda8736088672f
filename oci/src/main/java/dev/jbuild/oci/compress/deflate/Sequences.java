package dev.jbuild.oci.compress.deflate;

import java.util.Arrays;

/**
 * A block as runs of literals, each followed by a match, and how often each symbol occurs in it.
 */
final class Sequences {
  /** Literals of one run that are counted while they are passed over; the rest when it ends. */
  static final int COUNTED_AT_ONCE = 64;

  /** Run length in the upper half; match length, then distance less one, in the lower. */
  final long[] packed = new long[(Format.BLOCK + Format.SHORTEST_REST + 1024) / 4 + 16];

  final int[] literals = new int[288];
  final int[] distances = new int[32];

  int count;

  /** Literals after the last match. */
  int lastRun;

  /** How many of {@link #lastRun} are in {@link #literals} already. */
  int lastRunCounted;

  void clear() {
    Arrays.fill(literals, 0);
    Arrays.fill(distances, 0);
    count = 0;
  }

  void countLastRun(byte[] in, int end) {
    for (int i = end - lastRun + lastRunCounted; i < end; i++) {
      literals[in[i] & 0xff]++;
    }
  }

  int matchedBytes() {
    int matched = 0;
    for (int i = 0; i < count; i++) {
      matched += (int) packed[i] >>> 16;
    }
    return matched;
  }
}
