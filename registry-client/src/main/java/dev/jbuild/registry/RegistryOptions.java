package dev.jbuild.registry;

import com.google.common.collect.ImmutableList;
import dev.jbuild.registry.transport.TlsSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One {@code [registry."..."]} table.
 *
 * @param mirrors {@code host[:port][/prefix]}, asked before the registry itself for pulls, in order
 * @param http plain HTTP or not; empty: plain only on loopback, and only if no TLS option is set
 * @param insecure take any certificate
 * @param ca PEM files of authorities to trust beside the platform's
 * @param keyPairs client certificates
 */
public record RegistryOptions(
    ImmutableList<String> mirrors,
    Optional<Boolean> http,
    boolean insecure,
    ImmutableList<Path> ca,
    ImmutableList<KeyPair> keyPairs) {
  public static final RegistryOptions NONE =
      new RegistryOptions(
          ImmutableList.of(), Optional.empty(), false, ImmutableList.of(), ImmutableList.of());

  /** {@code [[registry."...".keypair]]}: PEM files. */
  public record KeyPair(Path key, Path cert) {}

  public RegistryOptions withMirrors(List<String> next) {
    return new RegistryOptions(ImmutableList.copyOf(next), http, insecure, ca, keyPairs);
  }

  public RegistryOptions withHttp(boolean next) {
    return new RegistryOptions(mirrors, Optional.of(next), insecure, ca, keyPairs);
  }

  public RegistryOptions withInsecure(boolean next) {
    return new RegistryOptions(mirrors, http, next, ca, keyPairs);
  }

  public RegistryOptions withCa(List<Path> next) {
    return new RegistryOptions(mirrors, http, insecure, ImmutableList.copyOf(next), keyPairs);
  }

  public RegistryOptions withKeyPairs(List<KeyPair> next) {
    return new RegistryOptions(mirrors, http, insecure, ca, ImmutableList.copyOf(next));
  }

  TlsSettings tls() {
    ImmutableList<TlsSettings.Identity> identities =
        keyPairs.stream()
            .map(pair -> new TlsSettings.Identity(pair.key(), pair.cert()))
            .collect(ImmutableList.toImmutableList());
    return new TlsSettings(insecure, ca, identities);
  }
}
