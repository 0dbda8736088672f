package dev.jbuild.oci.tar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * The PAX extended header of one entry, in the making: {@code length key=value\n}, sorted by key.
 */
final class PaxRecords {
  private final Map<String, byte[]> records = new TreeMap<>();

  void put(String key, byte[] value) {
    records.put(key, value);
  }

  void put(String key, long value) {
    records.put(key, Long.toString(value).getBytes(ISO_8859_1));
  }

  void put(String key, Instant time) {
    BigDecimal seconds =
        BigDecimal.valueOf(time.getEpochSecond()).add(BigDecimal.valueOf(time.getNano(), 9));
    String text = seconds.signum() == 0 ? "0" : seconds.stripTrailingZeros().toPlainString();
    records.put(key, text.getBytes(ISO_8859_1));
  }

  boolean isEmpty() {
    return records.isEmpty();
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    records.forEach((key, value) -> write(out, key.getBytes(UTF_8), value));
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, byte[] key, byte[] value) {
    int rest = key.length + value.length + 3;
    int length = rest + digits(rest);
    length = rest + digits(length);
    out.writeBytes(Integer.toString(length).getBytes(ISO_8859_1));
    out.write(' ');
    out.writeBytes(key);
    out.write('=');
    out.writeBytes(value);
    out.write('\n');
  }

  private static int digits(int number) {
    return Integer.toString(number).length();
  }
}
