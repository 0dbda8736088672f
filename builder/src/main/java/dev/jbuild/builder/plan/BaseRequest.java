package dev.jbuild.builder.plan;

import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Platform;
import dev.jbuild.parser.source.Span;
import java.util.Optional;

/**
 * An image that the plan needs.
 *
 * @param span where it is named, for errors
 * @param help what to say when there is no such image, such as that a stage has a similar name
 */
public record BaseRequest(
    ImageReference reference, Platform platform, Span span, Optional<String> help) {

  /** Under what the answer is handed back to the planner. */
  public BaseKey key() {
    return new BaseKey(reference, platform);
  }
}
