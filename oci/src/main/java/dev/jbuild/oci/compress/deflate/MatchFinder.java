package dev.jbuild.oci.compress.deflate;

import static dev.jbuild.oci.compress.deflate.Format.INTS;
import static dev.jbuild.oci.compress.deflate.Format.LONGS;

import java.util.Arrays;

/**
 * Finds repetitions: greedy, one candidate for each hash of five bytes, two positions a step (one
 * unpredictable branch for both). Where nothing matches it takes ever longer steps.
 */
final class MatchFinder {
  private static final int HASH_BITS = 15;
  private static final long HASH_FACTOR = 0x9E3779B185EBCA87L;

  /** Steps grow by one byte for each 64 literals without a match. */
  private static final int SKIP_SHIFT = 6;

  /** Bytes for which one call looks; short calls let the JIT compiler replace the method early. */
  private static final int SLICE = 4 << 10;

  /** Last position of each hash, modulo 65536. */
  private final char[] table = new char[1 << HASH_BITS];

  private final Sequences sequences;
  private int runStart;

  MatchFinder(Sequences sequences) {
    this.sequences = sequences;
  }

  /** Forgets everything, then learns the bytes that stand before the chunk. */
  void start(byte[] in, int from, int to) {
    Arrays.fill(table, (char) 0);
    for (int i = from; i < to - 8; i++) {
      table[hash((long) LONGS.get(in, i))] = (char) i;
    }
  }

  /**
   * Takes the block from {@code from} to {@code blockEnd} apart, into {@link Sequences}.
   *
   * @param chunkEnd the end of the data
   * @param low the first position that a match may reach back to
   * @return where the block really ends: its last match may pass {@code blockEnd}
   */
  int parse(byte[] in, int from, int blockEnd, int chunkEnd, int low) {
    sequences.clear();
    runStart = from;
    int limit = Math.min(blockEnd, chunkEnd - Format.LITERAL_TAIL);
    int at = from;
    while (at < limit) {
      at = slice(in, at, Math.min(limit, at + SLICE), low);
    }
    int end = at < blockEnd || runStart != at ? blockEnd : at;
    int counted = Math.min(at - runStart, Sequences.COUNTED_AT_ONCE);
    sequences.lastRun = end - runStart;
    if (counted > sequences.lastRun) {
      sequences.literals[in[end] & 0xff]--;
      counted--;
    }
    sequences.lastRunCounted = counted;
    return end;
  }

  private int slice(byte[] in, int from, int limit, int low) {
    char[] positions = table;
    int[] literals = sequences.literals;
    int start = runStart;
    int i = from;
    while (i < limit) {
      long bytes = (long) LONGS.get(in, i);
      int hash = hash(bytes);
      int nextHash = hash(bytes >>> 8);
      int distance = (i - positions[hash]) & 0xffff;
      positions[hash] = (char) i;
      int nextDistance = (i + 1 - positions[nextHash]) & 0xffff;
      positions[nextHash] = (char) (i + 1);
      int differs = ((int) INTS.get(in, i - distance) ^ (int) bytes) | ((distance - 1) >>> 15);
      int nextDiffers =
          ((int) INTS.get(in, i + 1 - nextDistance) ^ (int) (bytes >>> 8))
              | ((nextDistance - 1) >>> 15);
      int run = i - start;
      if (((differs | -differs) & (nextDiffers | -nextDiffers)) < 0) {
        if (run < Sequences.COUNTED_AT_ONCE) {
          literals[(int) bytes & 0xff]++;
          literals[((int) bytes >>> 8) & 0xff]++;
          i += 2;
        } else {
          i += 1 + (run >>> SKIP_SHIFT);
        }
        continue;
      }
      if (differs != 0) {
        if (run < Sequences.COUNTED_AT_ONCE) {
          literals[(int) bytes & 0xff]++;
        }
        i++;
        distance = nextDistance;
      }
      if (i - distance < low) {
        if (i - start < Sequences.COUNTED_AT_ONCE) {
          literals[in[i] & 0xff]++;
        }
        i++;
        continue;
      }
      i = match(in, i, start, distance);
      start = i;
    }
    runStart = start;
    return i;
  }

  /** Notes the run from {@code start} and the match at {@code at}; returns the match's end. */
  private int match(byte[] in, int at, int start, int distance) {
    int length = length(in, at - distance, at);
    int run = at - start;
    int[] literals = sequences.literals;
    for (int i = start + Sequences.COUNTED_AT_ONCE; i < at; i++) {
      literals[in[i] & 0xff]++;
    }
    sequences.packed[sequences.count++] = ((long) run << 32) | (length << 16) | (distance - 1);
    literals[Format.FIRST_LENGTH + Symbols.OF_LENGTH[length]]++;
    sequences.distances[Symbols.ofDistance(distance - 1)]++;
    long next = (long) LONGS.get(in, at + 1);
    table[hash(next)] = (char) (at + 1);
    table[hash(next >>> 8)] = (char) (at + 2);
    table[hash(next >>> 16)] = (char) (at + 3);
    return at + length;
  }

  /** How many bytes are equal; four are known to be. */
  private static int length(byte[] in, int candidate, int at) {
    int length = 4;
    while (length < Format.LONGEST_MATCH) {
      long differs = (long) LONGS.get(in, candidate + length) ^ (long) LONGS.get(in, at + length);
      if (differs != 0) {
        length += Long.numberOfTrailingZeros(differs) >>> 3;
        break;
      }
      length += 8;
    }
    return Math.min(length, Format.LONGEST_MATCH);
  }

  private static int hash(long bytes) {
    return (int) (((bytes << 24) * HASH_FACTOR) >>> (64 - HASH_BITS));
  }
}
