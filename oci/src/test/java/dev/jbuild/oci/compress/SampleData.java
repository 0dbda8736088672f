package dev.jbuild.oci.compress;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Random;

/** Bytes of many kinds, made from a seed; those of {@link Random} are the same on every Java. */
public final class SampleData {
  private static final byte[] TEXT =
      "the quick brown fox jumps over a lazy dog \n".getBytes(US_ASCII);
  private static final int KINDS = 9;

  private SampleData() {}

  /** Stretches of all kinds. */
  public static byte[] mixed(Random random, int length) {
    byte[] data = new byte[length];
    for (int at = 0; at < length; ) {
      int end = Math.min(length, at + 1 + random.nextInt(1 << (4 + random.nextInt(14))));
      fill(random, random.nextInt(KINDS), data, at, end);
      at = end;
    }
    return data;
  }

  /** One kind all through. */
  public static byte[] uniform(Random random, int length) {
    byte[] data = new byte[length];
    fill(random, random.nextInt(KINDS), data, 0, length);
    return data;
  }

  private static void fill(Random random, int kind, byte[] data, int from, int to) {
    switch (kind) {
      case 0 -> Arrays.fill(data, from, to, (byte) random.nextInt(3));
      case 1 -> each(data, from, to, i -> random.nextInt());
      case 2 -> {
        int period = 1 + random.nextInt(600);
        each(data, from, to, i -> i % period * 31);
      }
      case 3 -> each(data, from, to, i -> Integer.numberOfTrailingZeros(random.nextInt()));
      case 4 -> copies(random, data, from, to);
      case 5 -> each(data, from, to, i -> TEXT[i % TEXT.length]);
      case 6 -> each(data, from, to, i -> TEXT[random.nextInt(TEXT.length)]);
      case 7 -> each(data, from, to, i -> i % 2 == 0 ? random.nextInt() : 0x30 + random.nextInt(4));
      default -> each(data, from, to, i -> fibonacci(random));
    }
  }

  private interface Source {
    int at(int position);
  }

  private static void each(byte[] data, int from, int to, Source source) {
    for (int i = from; i < to; i++) {
      data[i] = (byte) source.at(i);
    }
  }

  /** Copies of what is up to 33,000 bytes back, with bytes of their own between them. */
  private static void copies(Random random, byte[] data, int from, int to) {
    for (int at = from; at < to; ) {
      int end = Math.min(to, at + 1 + random.nextInt(400));
      int reach = Math.min(at, random.nextInt(4) == 0 ? 33_000 : 200);
      int distance = reach == 0 || random.nextBoolean() ? 0 : 1 + random.nextInt(reach);
      for (; at < end; at++) {
        data[at] = distance == 0 ? (byte) random.nextInt() : data[at - distance];
      }
    }
  }

  /** Symbols with frequencies as the Fibonacci numbers: the deepest Huffman trees. */
  private static int fibonacci(Random random) {
    int symbol = 0;
    while (symbol < 40 && random.nextInt(1000) < 382) {
      symbol++;
    }
    return symbol;
  }
}
