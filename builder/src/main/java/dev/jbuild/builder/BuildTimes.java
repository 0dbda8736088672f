package dev.jbuild.builder;

import dev.jbuild.builder.step.Times;
import dev.jbuild.oci.ImageConfig;
import java.time.Instant;
import java.util.Optional;

/**
 * The times of what a build makes.
 *
 * @param start when it began
 * @param epoch what SOURCE_DATE_EPOCH says
 * @param fixed what times are set to where that says nothing; empty preserves them as Docker does
 */
record BuildTimes(Instant start, Optional<Instant> epoch, Optional<Instant> fixed) {

  /** For what is in layers. */
  Times steps() {
    return new Times(fixed.map(epoch::orElse), start);
  }

  /** For the image: a time that the user chose, else the base's; or now, as Docker does. */
  Instant created(ImageConfig config) {
    if (epoch.isPresent() || fixed.isEmpty()) {
      return epoch.orElse(start);
    }
    return config.created().map(Instant::parse).orElse(fixed.get());
  }
}
