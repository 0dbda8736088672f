package dev.jbuild.cache;

import java.util.Optional;

/** What a step came to: a layer, or none. */
public record StepResult(Optional<LayerInfo> layer) {
  private static final String NONE = "none";

  public static StepResult none() {
    return new StepResult(Optional.empty());
  }

  public static StepResult of(LayerInfo layer) {
    return new StepResult(Optional.of(layer));
  }

  String toLine() {
    return layer.map(LayerInfo::toLine).orElse(NONE);
  }

  /** Empty for anything that {@link #toLine} did not write. */
  static Optional<StepResult> parse(String line) {
    return line.equals(NONE) ? Optional.of(none()) : LayerInfo.parse(line).map(StepResult::of);
  }
}
