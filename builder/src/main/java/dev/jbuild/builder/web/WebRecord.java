package dev.jbuild.builder.web;

import com.google.common.base.Splitter;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.MediaType;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * What a server last said about an address.
 *
 * @param tag the ETag as it came; empty where there was none
 * @param lastModified as it came; empty where there was none
 */
record WebRecord(Digest digest, long size, String tag, String lastModified) {
  private static final MediaType ANY = new MediaType("application/octet-stream");
  private static final int LINES = 4;

  String toText() {
    return digest + "\n" + size + "\n" + tag + "\n" + lastModified + "\n";
  }

  /** A damaged record is as good as none. */
  static Optional<WebRecord> parse(String text) {
    List<String> lines = Splitter.on('\n').splitToList(text);
    if (lines.size() <= LINES) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new WebRecord(
              Digest.parse(lines.get(0)),
              Long.parseLong(lines.get(1)),
              lines.get(2),
              lines.get(3)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  Descriptor blob() {
    return new Descriptor(ANY, digest, size);
  }

  /** Empty where the server does not say, or says what is no time. */
  Optional<Instant> modified() {
    try {
      return lastModified.isEmpty()
          ? Optional.empty()
          : Optional.of(
              ZonedDateTime.parse(lastModified, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
