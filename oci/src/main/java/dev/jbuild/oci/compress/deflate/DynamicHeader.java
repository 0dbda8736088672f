package dev.jbuild.oci.compress.deflate;

import java.util.Arrays;

/** The code lengths at the start of a block with its own codes (RFC 1951 3.2.7). */
final class DynamicHeader {
  private static final int SYMBOLS = 19;
  private static final int LONGEST_CODE = 7;
  private static final int REPEAT = 16;
  private static final int FEW_ZEROS = 17;
  private static final int MANY_ZEROS = 18;
  private static final int[] ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  private final CodeLengths codeLengths;
  private final byte[] all = new byte[Format.LITERALS + Format.DISTANCES];
  private final byte[] symbols = new byte[Format.LITERALS + Format.DISTANCES];
  private final byte[] extras = new byte[Format.LITERALS + Format.DISTANCES];
  private final byte[] lengths = new byte[SYMBOLS];
  private final int[] counts = new int[SYMBOLS];
  private final int[] codes = new int[SYMBOLS];
  private int used;
  private int literals;
  private int distances;
  private int sent;

  DynamicHeader(CodeLengths codeLengths) {
    this.codeLengths = codeLengths;
  }

  /** Prepares the header for these lengths and says how many bits it takes. */
  int prepare(byte[] literalLengths, byte[] distanceLengths) {
    literals = trimmed(literalLengths, Format.LITERALS, Format.FIRST_LENGTH);
    distances = trimmed(distanceLengths, Format.DISTANCES, 1);
    System.arraycopy(literalLengths, 0, all, 0, literals);
    System.arraycopy(distanceLengths, 0, all, literals, distances);
    Arrays.fill(counts, 0);
    used = 0;
    runs(literals + distances);
    codeLengths.of(counts, SYMBOLS, LONGEST_CODE, lengths);
    sent = SYMBOLS;
    while (sent > 4 && lengths[ORDER[sent - 1]] == 0) {
      sent--;
    }
    return bits();
  }

  void write(BitWriter out) {
    Codes.assign(lengths, SYMBOLS, codes);
    out.put(0b100, 3);
    out.put(literals - Format.FIRST_LENGTH, 5);
    out.put(distances - 1, 5);
    out.put(sent - 4, 4);
    for (int i = 0; i < sent; i++) {
      out.put(lengths[ORDER[i]], 3);
    }
    for (int i = 0; i < used; i++) {
      int symbol = symbols[i];
      out.put(Codes.code(codes[symbol]), Codes.length(codes[symbol]));
      out.put(extras[i], extraBits(symbol));
    }
  }

  private int bits() {
    int bits = 3 + 5 + 5 + 4 + 3 * sent;
    for (int symbol = 0; symbol < SYMBOLS; symbol++) {
      bits += counts[symbol] * (lengths[symbol] + extraBits(symbol));
    }
    return bits;
  }

  private static int trimmed(byte[] lengths, int most, int least) {
    int length = most;
    while (length > least && lengths[length - 1] == 0) {
      length--;
    }
    return length;
  }

  private void runs(int end) {
    int next;
    for (int at = 0; at < end; at = next) {
      next = at + 1;
      while (next < end && all[next] == all[at]) {
        next++;
      }
      if (all[at] == 0) {
        zeros(next - at);
      } else {
        repeated(all[at], next - at);
      }
    }
  }

  private void zeros(int run) {
    int left = run;
    while (left >= 11) {
      int taken = Math.min(left, 138);
      add(MANY_ZEROS, taken - 11);
      left -= taken;
    }
    if (left >= 3) {
      add(FEW_ZEROS, left - 3);
      left = 0;
    }
    plain(0, left);
  }

  private void repeated(int length, int run) {
    int left = run;
    if (left >= 4) {
      add(length, 0);
      left--;
      while (left >= 3) {
        int taken = Math.min(left, 6);
        add(REPEAT, taken - 3);
        left -= taken;
      }
    }
    plain(length, left);
  }

  private void plain(int length, int times) {
    for (int i = 0; i < times; i++) {
      add(length, 0);
    }
  }

  private void add(int symbol, int extra) {
    symbols[used] = (byte) symbol;
    extras[used++] = (byte) extra;
    counts[symbol]++;
  }

  private static int extraBits(int symbol) {
    return switch (symbol) {
      case REPEAT -> 2;
      case FEW_ZEROS -> 3;
      case MANY_ZEROS -> 7;
      default -> 0;
    };
  }
}
