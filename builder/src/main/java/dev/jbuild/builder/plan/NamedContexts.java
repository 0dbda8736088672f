package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Platform;
import java.util.Optional;

/**
 * The contexts that have a name. They stand in the place of stages and images of that name.
 *
 * @param byName under names as {@link #normal} makes them, some with {@code ::os/architecture} for
 *     one platform only
 */
public record NamedContexts(ImmutableMap<String, NamedContext> byName) {
  private static final String LATEST = ":latest";
  private static final String PLATFORM = "::";

  public static NamedContexts none() {
    return new NamedContexts(ImmutableMap.of());
  }

  /**
   * The name in its short form: {@code alpine} for {@code docker.io/library/alpine:latest}. Throws
   * IllegalArgumentException for what can't name an image.
   */
  public static String normal(String name) {
    int platform = name.indexOf(PLATFORM);
    if (platform >= 0) {
      Platform parsed = Platform.parse(name.substring(platform + PLATFORM.length()));
      return normal(name.substring(0, platform)) + PLATFORM + parsed;
    }
    String familiar = ImageReference.parse(name).familiar();
    return familiar.endsWith(LATEST)
        ? familiar.substring(0, familiar.length() - LATEST.length())
        : familiar;
  }

  /** The name without the platform that it is for. */
  public static String withoutPlatform(String name) {
    return name.replaceFirst(PLATFORM + ".*", "");
  }

  /** What the name stands for, if it does: best where it was said for the platform. */
  Optional<Origin> find(String name, Platform platform) {
    if (byName.isEmpty()) {
      return Optional.empty();
    }
    String key;
    try {
      key = normal(name);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return origin(key + PLATFORM + platform).or(() -> origin(key));
  }

  private Optional<Origin> origin(String key) {
    return Optional.ofNullable(byName.get(key))
        .map(context ->
            switch (context) {
              case NamedContext.Files _ -> new Origin.Files(key);
              case NamedContext.Image image -> new Origin.Image(image.reference());
              case NamedContext.Scratch _ -> new Origin.Scratch();
            });
  }

  /** The names without their platforms. */
  ImmutableSet<String> names() {
    return byName.keySet().stream()
        .map(NamedContexts::withoutPlatform)
        .collect(ImmutableSet.toImmutableSet());
  }
}
