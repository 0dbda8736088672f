package dev.jbuild.registry;

import com.google.common.collect.ImmutableMap;
import java.util.Map;

/**
 * What the settings file says of registries: {@code [registry."host[:port]"]} tables as in
 * buildkitd.toml.
 *
 * @param registries by the name that stands in references, and mirrors by theirs
 */
public record RegistrySettings(ImmutableMap<String, RegistryOptions> registries) {

  /** Nothing said: HTTPS, but plain HTTP for registries on loopback addresses. */
  public static RegistrySettings defaults() {
    return new RegistrySettings(ImmutableMap.of());
  }

  public RegistrySettings with(String registry, RegistryOptions options) {
    ImmutableMap.Builder<String, RegistryOptions> all = ImmutableMap.builder();
    all.putAll(registries).putAll(Map.of(registry, options));
    return new RegistrySettings(all.buildKeepingLast());
  }

  /** The options of a registry, {@link RegistryOptions#NONE} where nothing is said of it. */
  public RegistryOptions of(String registry) {
    return registries.getOrDefault(registry, RegistryOptions.NONE);
  }
}
