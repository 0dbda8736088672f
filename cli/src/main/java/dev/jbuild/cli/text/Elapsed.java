package dev.jbuild.cli.text;

import java.time.Duration;

/** Durations as build output shows them. */
public final class Elapsed {
  private Elapsed() {}

  /** In seconds with one decimal below a minute, such as {@code 0.3s}; then {@code 2m05s}. */
  public static String of(Duration duration) {
    long tenths = (Math.max(0, duration.toMillis()) + 50) / 100;
    if (tenths < 600) {
      return tenths / 10 + "." + tenths % 10 + "s";
    }
    long seconds = tenths / 10;
    if (seconds < 3600) {
      return seconds / 60 + "m" + twoDigits(seconds % 60) + "s";
    }
    return seconds / 3600 + "h" + twoDigits(seconds / 60 % 60) + "m";
  }

  /** Always in seconds with one decimal, as plain progress has it: {@code 125.0s}. */
  public static String seconds(Duration duration) {
    long tenths = (Math.max(0, duration.toMillis()) + 50) / 100;
    return tenths / 10 + "." + tenths % 10 + "s";
  }

  /** Seconds with three decimals and no unit, such as {@code 0.123}. */
  public static String stamp(Duration duration) {
    long millis = Math.max(0, duration.toMillis());
    String fraction = Long.toString(1000 + millis % 1000).substring(1);
    return millis / 1000 + "." + fraction;
  }

  private static String twoDigits(long value) {
    return value < 10 ? "0" + value : Long.toString(value);
  }
}
