package dev.jbuild.oci.compress.deflate;

import java.util.Arrays;

/** Guesses from a sample whether bytes are worth coding. */
final class Entropy {
  private static final int SAMPLE = 4096;

  /** Bits are counted in sixteenths. */
  private static final int UNIT = 16;

  /** Less gain than a sixteenth is not worth the time. */
  private static final int LEAST_GAIN = 16;

  /** count * log2(SAMPLE / count) by count; made with StrictMath: the same on every machine. */
  private static final int[] BITS = new int[SAMPLE + 1];

  static {
    for (int count = 1; count <= SAMPLE; count++) {
      double log2 = StrictMath.log((double) SAMPLE / count) / StrictMath.log(2);
      BITS[count] = (int) StrictMath.round(UNIT * count * log2);
    }
  }

  private final int[] counts = new int[256];

  /** True if Huffman codes alone would hardly shrink the bytes. */
  boolean isHigh(byte[] in, int from, int to) {
    if (to - from < 2 * SAMPLE) {
      return false;
    }
    Arrays.fill(counts, 0);
    int stride = ((to - from) / SAMPLE - 1) | 1; // odd: sees every byte of wider numbers
    for (int i = 0; i < SAMPLE; i++) {
      counts[in[from + i * stride] & 0xff]++;
    }
    int bits = 0;
    for (int count : counts) {
      bits += BITS[count];
    }
    return bits >= SAMPLE * 8 * UNIT / LEAST_GAIN * (LEAST_GAIN - 1);
  }
}
