package dev.jbuild.oci.compress.deflate;

import static dev.jbuild.oci.compress.deflate.Format.INTS;
import static dev.jbuild.oci.compress.deflate.Format.LONGS;

/** Writes a block's sequences with given codes. */
final class Emitter {
  /** Sequences that one call writes; short calls let the JIT compiler replace the method early. */
  private static final int SLICE = 512;

  private final BitWriter writer;
  private final Sequences sequences;
  private final int[] literals = new int[288];
  private final int[] distances = new int[32];

  /** Code and extra bits by match length, then 5 bits of length. */
  private final int[] matches = new int[Format.LONGEST_MATCH + 1];

  Emitter(BitWriter writer, Sequences sequences) {
    this.writer = writer;
    this.sequences = sequences;
  }

  void codes(byte[] literalLengths, byte[] distanceLengths) {
    Codes.assign(literalLengths, literalLengths.length, literals);
    Codes.assign(distanceLengths, distanceLengths.length, distances);
    for (int length = 3; length <= Format.LONGEST_MATCH; length++) {
      int symbol = Symbols.OF_LENGTH[length];
      int packed = literals[Format.FIRST_LENGTH + symbol];
      int bits = Codes.length(packed);
      int extra = length - Symbols.LENGTH_BASE[symbol];
      int code = Codes.code(packed) | (extra << bits);
      matches[length] = (code << 5) | (bits + Symbols.LENGTH_EXTRA_BITS[symbol]);
    }
  }

  /** Writes the block that starts at {@code from}, up to its end mark. */
  void write(byte[] in, int from) {
    int count = sequences.count;
    sequences.packed[count] = (long) sequences.lastRun << 32;
    int at = from;
    for (int first = 0; first <= count; first += SLICE) {
      at = slice(in, at, first, Math.min(count + 1, first + SLICE));
    }
    int end = literals[Format.END_OF_BLOCK];
    writer.put(Codes.code(end), Codes.length(end));
  }

  private int slice(byte[] in, int from, int first, int last) {
    byte[] out = writer.out;
    int position = writer.position;
    long bits = writer.bits;
    int count = writer.count;
    int at = from;
    for (int i = first; i < last; i++) {
      long sequence = sequences.packed[i];
      int run = (int) (sequence >>> 32);
      while (true) {
        // Four literals without a branch; what is beyond the run is masked to no bits.
        int four = (int) INTS.get(in, at);
        int code0 = literals[four & 0xff] & (-run >> 31);
        int code1 = literals[(four >>> 8) & 0xff] & ((1 - run) >> 31);
        int code2 = literals[(four >>> 16) & 0xff] & ((2 - run) >> 31);
        int code3 = literals[four >>> 24] & ((3 - run) >> 31);
        bits |= (long) (code0 >>> 4) << count;
        count += code0 & 15;
        bits |= (long) (code1 >>> 4) << count;
        count += code1 & 15;
        bits |= (long) (code2 >>> 4) << count;
        count += code2 & 15;
        bits |= (long) (code3 >>> 4) << count;
        count += code3 & 15;
        LONGS.set(out, position, bits);
        position += count >>> 3;
        bits >>>= count & 56;
        count &= 7;
        if (run <= 4) {
          break;
        }
        at += 4;
        run -= 4;
      }
      at += run;
      int match = (int) sequence;
      if (match != 0) {
        int length = match >>> 16;
        int distance = match & 0xffff;
        at += length;
        int code = matches[length];
        bits |= (long) (code >>> 5) << count;
        count += code & 31;
        int symbol = Symbols.ofDistance(distance);
        code = distances[symbol];
        bits |= (long) (code >>> 4) << count;
        count += code & 15;
        bits |= (long) (distance + 1 - Symbols.DISTANCE_BASE[symbol]) << count;
        count += Symbols.DISTANCE_EXTRA_BITS[symbol];
        LONGS.set(out, position, bits);
        position += count >>> 3;
        bits >>>= count & 56;
        count &= 7;
      }
    }
    writer.position = position;
    writer.bits = bits;
    writer.count = count;
    return at;
  }
}
