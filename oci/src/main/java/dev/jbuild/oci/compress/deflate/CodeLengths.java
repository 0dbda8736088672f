package dev.jbuild.oci.compress.deflate;

import java.util.Arrays;

/**
 * Lengths of Huffman codes, limited; ties go by symbol number. There are always two codes at least,
 * so that every decoder takes them.
 */
final class CodeLengths {
  private static final int MOST_SYMBOLS = 320;
  private static final int SYMBOL_BITS = 9;
  private static final int SYMBOL_MASK = (1 << SYMBOL_BITS) - 1;

  /** Count and symbol, packed; sorted by count. */
  private final int[] sorted = new int[MOST_SYMBOLS];

  private final int[] spare = new int[MOST_SYMBOLS];
  private final int[] tree = new int[MOST_SYMBOLS];
  private final int[] perLength = new int[32];
  private final int[] buckets = new int[257];

  /** Fills {@code lengths} for the first {@code symbols} counts; 0 where a symbol has no code. */
  void of(int[] counts, int symbols, int longest, byte[] lengths) {
    int used = 0;
    for (int symbol = 0; symbol < symbols; symbol++) {
      lengths[symbol] = 0;
      if (counts[symbol] > 0) {
        sorted[used++] = (Math.min(counts[symbol], 0xffff) << SYMBOL_BITS) | symbol;
      }
    }
    if (used < 2) {
      int only = used == 0 ? 0 : sorted[0] & SYMBOL_MASK;
      lengths[only] = 1;
      lengths[only == 0 ? 1 : 0] = 1;
      return;
    }
    sortByByte(sorted, spare, used, SYMBOL_BITS);
    sortByByte(spare, sorted, used, SYMBOL_BITS + 8);
    depths(used);
    countLengths(used, longest);
    limit(longest);
    int next = 0;
    for (int length = longest; length > 0; length--) {
      for (int i = perLength[length]; i > 0; i--) {
        lengths[sorted[next++] & SYMBOL_MASK] = (byte) length;
      }
    }
  }

  /** One pass of a stable radix sort. */
  private void sortByByte(int[] from, int[] to, int used, int shift) {
    Arrays.fill(buckets, 0);
    for (int i = 0; i < used; i++) {
      buckets[((from[i] >>> shift) & 0xff) + 1]++;
    }
    for (int i = 1; i < 256; i++) {
      buckets[i] += buckets[i - 1];
    }
    for (int i = 0; i < used; i++) {
      to[buckets[(from[i] >>> shift) & 0xff]++] = from[i];
    }
  }

  /** Moffat and Katajainen's minimum-redundancy tree, in place: depths of the inner nodes. */
  private void depths(int used) {
    int[] nodes = tree;
    for (int i = 0; i < used; i++) {
      nodes[i] = sorted[i] >>> SYMBOL_BITS;
    }
    nodes[0] += nodes[1];
    int root = 0;
    int leaf = 2;
    for (int next = 1; next < used - 1; next++) {
      if (leaf >= used || nodes[root] < nodes[leaf]) {
        nodes[next] = nodes[root];
        nodes[root++] = next;
      } else {
        nodes[next] = nodes[leaf++];
      }
      if (leaf >= used || (root < next && nodes[root] < nodes[leaf])) {
        nodes[next] += nodes[root];
        nodes[root++] = next;
      } else {
        nodes[next] += nodes[leaf++];
      }
    }
    nodes[used - 2] = 0;
    for (int next = used - 3; next >= 0; next--) {
      nodes[next] = nodes[nodes[next]] + 1;
    }
  }

  /** How many leaves each depth has; those below the longest count there. */
  private void countLengths(int used, int longest) {
    Arrays.fill(perLength, 0);
    int inner = used - 2;
    int left = used;
    int slots = 1;
    for (int depth = 0; slots > 0 && left > 0; depth++) {
      int taken = 0;
      while (inner >= 0 && tree[inner] == depth) {
        taken++;
        inner--;
      }
      perLength[Math.min(depth, longest)] += slots - taken;
      left -= slots - taken;
      slots = 2 * taken;
    }
  }

  /** Lengthens short codes until Kraft's sum is 1 again. */
  private void limit(int longest) {
    long sum = 0;
    for (int length = 1; length <= longest; length++) {
      sum += (long) perLength[length] << (longest - length);
    }
    for (; sum > 1L << longest; sum--) {
      int length = longest - 1;
      while (perLength[length] == 0) {
        length--;
      }
      perLength[longest]--;
      perLength[length]--;
      perLength[length + 1] += 2;
    }
  }
}
