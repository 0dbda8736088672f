package dev.jbuild.cli.text;

/** Byte counts as people read them: decimal units, three significant digits. */
public final class ByteSize {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

  private ByteSize() {}

  /** Such as {@code 0 B}, {@code 41.2 kB}, {@code 1.92 GB}. */
  public static String of(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 999.5 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    return (unit == 0 ? Long.toString(bytes) : digits(value)) + " " + UNITS[unit];
  }

  private static String digits(double value) {
    if (value >= 99.95) {
      return Long.toString(Math.round(value));
    }
    int decimals = value >= 9.995 ? 1 : 2;
    long scaled = Math.round(value * (decimals == 1 ? 10 : 100));
    String text = Long.toString(scaled);
    int point = text.length() - decimals;
    return text.substring(0, point) + "." + text.substring(point);
  }
}
