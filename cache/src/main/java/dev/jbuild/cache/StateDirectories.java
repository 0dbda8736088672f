package dev.jbuild.cache;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the state lives.
 *
 * @param cache what can be made anew: blobs, layers, results
 * @param data what cannot: images
 */
public record StateDirectories(Path cache, Path data) {

  /**
   * {@code $JBUILD_HOME/cache} and {@code /data}; else {@code jbuild} below {@code $XDG_CACHE_HOME}
   * and {@code $XDG_DATA_HOME}; else below {@code ~/.cache} and {@code ~/.local/share}. Relative
   * XDG paths count as unset, as their specification asks.
   */
  public static StateDirectories of(Map<String, String> env) {
    String home = env.getOrDefault("JBUILD_HOME", "");
    if (!home.isEmpty()) {
      Path root = Path.of(home).toAbsolutePath();
      return new StateDirectories(root.resolve("cache"), root.resolve("data"));
    }
    return new StateDirectories(
        base(env, "XDG_CACHE_HOME", ".cache").resolve("jbuild"),
        base(env, "XDG_DATA_HOME", ".local/share").resolve("jbuild"));
  }

  private static Path base(Map<String, String> env, String variable, String fallback) {
    return Optional.ofNullable(env.get(variable))
        .filter(value -> !value.isEmpty())
        .map(Path::of)
        .filter(Path::isAbsolute)
        .orElseGet(() -> userHome(env).resolve(fallback));
  }

  private static Path userHome(Map<String, String> env) {
    String home = env.getOrDefault("HOME", "");
    return Path.of(home.isEmpty() ? System.getProperty("user.home", "/") : home).toAbsolutePath();
  }
}
