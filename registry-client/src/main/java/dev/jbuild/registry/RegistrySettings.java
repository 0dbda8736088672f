package dev.jbuild.registry;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.registry.transport.ProxyVariables;
import java.util.Map;

/**
 * What the settings file says of registries: {@code [registry."host[:port]"]} tables as in
 * buildkitd.toml.
 *
 * @param registries by the name that stands in references, and mirrors by theirs
 * @param certificates where certificates are that the file does not name
 * @param proxies those on the way to registries
 */
public record RegistrySettings(
    ImmutableMap<String, RegistryOptions> registries,
    CertificateDirectories certificates,
    ProxyVariables proxies) {

  /** Nothing said: HTTPS, but plain HTTP for registries on loopback addresses. */
  public static RegistrySettings defaults() {
    return new RegistrySettings(
        ImmutableMap.of(), CertificateDirectories.NONE, ProxyVariables.NONE);
  }

  public RegistrySettings with(String registry, RegistryOptions options) {
    ImmutableMap.Builder<String, RegistryOptions> all = ImmutableMap.builder();
    all.putAll(registries).putAll(Map.of(registry, options));
    return new RegistrySettings(all.buildKeepingLast(), certificates, proxies);
  }

  /** The same, with certificates from such directories. */
  public RegistrySettings with(CertificateDirectories next) {
    return new RegistrySettings(registries, next, proxies);
  }

  /** The same, with the proxies that the environment names. */
  public RegistrySettings withProxies(Map<String, String> environment) {
    return new RegistrySettings(registries, certificates, ProxyVariables.of(environment));
  }

  /** The options of a registry, {@link RegistryOptions#NONE} where nothing is said of it. */
  public RegistryOptions of(String registry) {
    RegistryOptions said = registries.getOrDefault(registry, RegistryOptions.NONE);
    return certificates.complete(said, registry);
  }
}
