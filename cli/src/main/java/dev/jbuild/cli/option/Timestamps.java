package dev.jbuild.cli.option;

import dev.jbuild.oci.tree.Metadata;
import java.time.Instant;
import java.util.Optional;

/** What times that nobody chose are set to: {@code --timestamps}. */
final class Timestamps {
  private Timestamps() {}

  /** Empty: they are preserved. */
  static Optional<Instant> of(Arguments arguments) throws UsageException {
    String rule = arguments.value("--timestamps").orElse("fixed");
    return switch (rule) {
      case "fixed" -> Optional.of(Metadata.EPOCH);
      case "preserve" -> Optional.empty();
      default ->
          throw new UsageException(
              "--timestamps: unknown rule \"" + rule + "\": expected fixed or preserve");
    };
  }
}
