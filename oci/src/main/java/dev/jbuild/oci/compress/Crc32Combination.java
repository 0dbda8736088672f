package dev.jbuild.oci.compress;

/** Computes the CRC-32 of two byte strings in a row from those of each, as zlib does. */
final class Crc32Combination {
  private static final int POLYNOMIAL = 0xedb88320;
  private static final int ONE = 1 << 31;

  /** x to the power of 2^n, modulo the polynomial. */
  private static final int[] POWERS = new int[32];

  static {
    int power = 1 << 30;
    POWERS[0] = power;
    for (int n = 1; n < POWERS.length; n++) {
      power = multiply(power, power);
      POWERS[n] = power;
    }
  }

  private Crc32Combination() {}

  /** The CRC of both, where the second is {@code length} bytes long. */
  static int combine(int first, int second, long length) {
    int shift = ONE;
    int n = 3; // a byte is 2^3 bits
    for (long rest = length; rest != 0; rest >>>= 1) {
      if ((rest & 1) != 0) {
        shift = multiply(POWERS[n & 31], shift);
      }
      n++;
    }
    return multiply(shift, first) ^ second;
  }

  /** The product of two polynomials, their highest power in the lowest bit. */
  private static int multiply(int a, int b) {
    int product = 0;
    int factor = b;
    for (int bit = ONE; bit != 0; bit >>>= 1) {
      if ((a & bit) != 0) {
        product ^= factor;
      }
      factor = (factor & 1) != 0 ? (factor >>> 1) ^ POLYNOMIAL : factor >>> 1;
    }
    return product;
  }
}
