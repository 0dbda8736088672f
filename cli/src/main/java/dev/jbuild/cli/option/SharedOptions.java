package dev.jbuild.cli.option;

import dev.jbuild.cli.progress.ProgressMode;
import dev.jbuild.oci.Platform;
import java.util.Map;
import java.util.Optional;

/** Options that mean the same in all commands that take them. */
public final class SharedOptions {
  private SharedOptions() {}

  /** {@code --platform}. */
  public static Option platform() {
    return Option.value(
        "OS/ARCH", "The image for this platform (default: this machine's)", "--platform");
  }

  /** {@code --progress}. */
  public static Option progress() {
    return Option.value(
        "MODE", "How progress is shown: " + String.join(", ", ProgressMode.words()), "--progress");
  }

  /** {@code --platform}: one, or this machine's. */
  public static Platform platform(Arguments arguments) throws UsageException {
    Optional<String> platform = arguments.value("--platform");
    if (platform.isEmpty()) {
      return Platform.host();
    }
    if (platform.get().contains(",")) {
      throw UsageException.notYet("--platform " + platform.get() + " (several platforms)");
    }
    try {
      return Platform.parse(platform.get());
    } catch (IllegalArgumentException e) {
      throw new UsageException("--platform: " + e.getMessage(), e);
    }
  }

  /** {@code --progress}, else {@code $BUILDKIT_PROGRESS}, else auto. */
  public static ProgressMode progress(Arguments arguments, Map<String, String> environment)
      throws UsageException {
    String word =
        arguments
            .value("--progress")
            .orElseGet(() -> environment.getOrDefault("BUILDKIT_PROGRESS", "auto"));
    Optional<ProgressMode> mode = ProgressMode.parse(word);
    if (mode.isEmpty()) {
      throw new UsageException(
          "--progress: unknown mode \""
              + word
              + "\": expected one of "
              + String.join(", ", ProgressMode.words()));
    }
    return mode.get();
  }
}
