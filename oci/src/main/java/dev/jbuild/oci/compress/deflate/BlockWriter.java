package dev.jbuild.oci.compress.deflate;

import java.util.Arrays;

/** Writes a block in the shortest of the three ways: stored, with fixed or with its own codes. */
final class BlockWriter {
  private static final byte[] FIXED_LITERALS = fixedLiterals();
  private static final byte[] FIXED_DISTANCES = new byte[32];

  static {
    Arrays.fill(FIXED_DISTANCES, (byte) 5);
  }

  private final Sequences sequences;
  private final BitWriter writer;
  private final Emitter emitter;
  private final CodeLengths codeLengths = new CodeLengths();
  private final DynamicHeader header = new DynamicHeader(codeLengths);
  private final Entropy entropy = new Entropy();
  private final byte[] literalLengths = new byte[Format.LITERALS];
  private final byte[] distanceLengths = new byte[Format.DISTANCES];

  BlockWriter(Sequences sequences, BitWriter writer) {
    this.sequences = sequences;
    this.writer = writer;
    this.emitter = new Emitter(writer, sequences);
  }

  /** Writes the parsed bytes; true if it stored them, so that the output ends with a full byte. */
  boolean write(byte[] in, int from, int to) {
    if (isHopeless(in, from, to)) {
      writer.putStored(in, from, to);
      return true;
    }
    sequences.countLastRun(in, to);
    sequences.literals[Format.END_OF_BLOCK] = 1;
    codeLengths.of(sequences.literals, Format.LITERALS, Format.LONGEST_CODE, literalLengths);
    codeLengths.of(sequences.distances, Format.DISTANCES, Format.LONGEST_CODE, distanceLengths);
    long own =
        header.prepare(literalLengths, distanceLengths) + bits(literalLengths, distanceLengths);
    long fixed = 3 + bits(FIXED_LITERALS, FIXED_DISTANCES);
    long stored = (to - from) * 8L + ((to - from) / 65535 + 1) * 40L;
    if (stored <= Math.min(own, fixed)) {
      writer.putStored(in, from, to);
      return true;
    }
    if (fixed <= own) {
      writer.put(0b010, 3);
      emitter.codes(FIXED_LITERALS, FIXED_DISTANCES);
    } else {
      header.write(writer);
      emitter.codes(literalLengths, distanceLengths);
    }
    emitter.write(in, from);
    return false;
  }

  /** True if few bytes were matched, and the rest look random. */
  private boolean isHopeless(byte[] in, int from, int to) {
    int length = to - from;
    return sequences.count * 16 < length >> 4
        && sequences.matchedBytes() < length >> 5
        && entropy.isHigh(in, from, to);
  }

  private long bits(byte[] literals, byte[] distances) {
    long bits = 0;
    for (int i = 0; i < Format.LITERALS; i++) {
      int extra = i < Format.FIRST_LENGTH ? 0 : Symbols.LENGTH_EXTRA_BITS[i - Format.FIRST_LENGTH];
      bits += (long) sequences.literals[i] * (literals[i] + extra);
    }
    for (int i = 0; i < Format.DISTANCES; i++) {
      bits += (long) sequences.distances[i] * (distances[i] + Symbols.DISTANCE_EXTRA_BITS[i]);
    }
    return bits;
  }

  private static byte[] fixedLiterals() {
    byte[] lengths = new byte[288];
    Arrays.fill(lengths, 0, 144, (byte) 8);
    Arrays.fill(lengths, 144, 256, (byte) 9);
    Arrays.fill(lengths, 256, 280, (byte) 7);
    Arrays.fill(lengths, 280, 288, (byte) 8);
    return lengths;
  }
}
