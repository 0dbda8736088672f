package dev.jbuild.cli.option;

import dev.jbuild.oci.tree.Metadata;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What times that nobody chose are set to: {@code --timestamps} and SOURCE_DATE_EPOCH. */
final class Timestamps {
  static final String VARIABLE = "SOURCE_DATE_EPOCH";

  private Timestamps() {}

  /** Empty: they are preserved. */
  static Optional<Instant> of(Arguments arguments, Map<String, String> buildArgs)
      throws UsageException {
    Instant chosen = instant(buildArgs.getOrDefault(VARIABLE, ""));
    String rule = arguments.value("--timestamps").orElse("fixed");
    return switch (rule) {
      case "fixed" -> Optional.of(chosen);
      case "preserve" -> Optional.empty();
      default ->
          throw new UsageException(
              "--timestamps: unknown rule \"" + rule + "\": expected fixed or preserve");
    };
  }

  private static Instant instant(String seconds) throws UsageException {
    if (seconds.isEmpty()) {
      return Metadata.EPOCH;
    }
    if (!seconds.matches("\\d{1,11}")) {
      throw new UsageException(
          VARIABLE + "=" + seconds + " is not a number of seconds since 1970-01-01");
    }
    return Instant.ofEpochSecond(Long.parseLong(seconds));
  }
}
