package dev.jbuild.registry;

import java.io.IOException;
import java.util.Optional;

/** Where credentials come from. May be asked by several threads at once. */
@FunctionalInterface
public interface CredentialSource {

  /**
   * The credential for a registry, if there is one.
   *
   * @param registry as in a reference: {@code docker.io}, {@code ghcr.io}, {@code 127.0.0.1:5000}
   * @throws IOException when the source is broken; the message says which file or program
   */
  Optional<Credential> find(String registry) throws IOException;

  /** As {@link #find(String)}, where credentials may be kept for a part of a registry only. */
  default Optional<Credential> find(String registry, String repository) throws IOException {
    return find(registry);
  }

  /** No credentials for anyone. */
  static CredentialSource none() {
    return _ -> Optional.empty();
  }
}
