package dev.jbuild.oci.tar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.collect.ImmutableSortedMap;
import dev.jbuild.oci.tree.FileNames;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Extended headers as they were read: global ones, overridden by those of one entry. */
final class PaxHeader {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final Pattern TIME = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]*)?");

  private final Map<String, byte[]> records;

  PaxHeader() {
    this(new HashMap<>());
  }

  private PaxHeader(Map<String, byte[]> records) {
    this.records = records;
  }

  PaxHeader copy() {
    return new PaxHeader(new HashMap<>(records));
  }

  void put(String key, byte[] value) {
    records.put(key, value);
  }

  /** Adds the records that the bytes of a PAX header hold: {@code length key=value\n} each. */
  void parse(byte[] bytes, long offset) throws InvalidTarException {
    int at = 0;
    while (at < bytes.length) {
      int space = indexOf(bytes, ' ', at, Math.min(bytes.length, at + 10));
      int end = space < 0 ? -1 : at + length(bytes, at, space);
      int equals = space < 0 ? -1 : indexOf(bytes, '=', space, bytes.length);
      boolean whole = end > equals && end <= bytes.length && equals > 0 && bytes[end - 1] == '\n';
      if (!whole) {
        throw new InvalidTarException(offset, "malformed PAX record at its byte " + at);
      }
      String key = FileNames.text(bytes, space + 1, equals);
      records.put(key, java.util.Arrays.copyOfRange(bytes, equals + 1, end - 1));
      at = end;
    }
  }

  @Nullable String text(String key) {
    byte[] value = records.get(key);
    return value == null || value.length == 0 ? null : FileNames.text(value);
  }

  /** The record's number, or the fallback where there is none. */
  long number(String key, long fallback, String entry) throws InvalidTarException {
    String text = text(key);
    if (text == null) {
      return fallback;
    }
    if (!NUMBER.matcher(text).matches()) {
      throw new InvalidTarException(entry, "PAX " + key + " is not a number: \"" + text + "\"");
    }
    return Long.parseLong(text);
  }

  /** The mtime, to the nanosecond; of the record, or of the header where there is none. */
  Instant mtime(long seconds, String entry) throws InvalidTarException {
    String text = text("mtime");
    if (text != null && !TIME.matcher(text).matches()) {
      throw new InvalidTarException(entry, "PAX mtime is not a time: \"" + text + "\"");
    }
    try {
      return text == null ? Instant.ofEpochSecond(seconds) : instant(new BigDecimal(text));
    } catch (DateTimeException e) {
      throw new InvalidTarException(entry, "a time beyond all calendars");
    }
  }

  ImmutableSortedMap<String, String> xattrs() {
    ImmutableSortedMap.Builder<String, String> xattrs = ImmutableSortedMap.naturalOrder();
    records.forEach((key, value) -> {
      if (key.startsWith(TarFormat.XATTR)) {
        xattrs.put(key.substring(TarFormat.XATTR.length()), new String(value, ISO_8859_1));
      }
    });
    return xattrs.buildOrThrow();
  }

  boolean isSparse() {
    return records.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse."));
  }

  private static Instant instant(BigDecimal time) {
    BigDecimal seconds = time.setScale(0, RoundingMode.FLOOR);
    BigDecimal nanos = time.subtract(seconds).movePointRight(9).setScale(0, RoundingMode.FLOOR);
    return Instant.ofEpochSecond(seconds.longValueExact(), nanos.longValueExact());
  }

  private static int indexOf(byte[] bytes, char wanted, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** A record's length; 0, which no record has, for what is no number. */
  private static int length(byte[] bytes, int from, int to) {
    String digits = new String(bytes, from, to - from, ISO_8859_1);
    return NUMBER.matcher(digits).matches() ? Integer.parseInt(digits) : 0;
  }
}
