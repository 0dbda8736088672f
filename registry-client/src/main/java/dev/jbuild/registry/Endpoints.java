package dev.jbuild.registry;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Who answers for a registry, and in which order to ask them. */
final class Endpoints {
  private final RegistrySettings settings;
  private final Retries retries;

  Endpoints(RegistrySettings settings, Retries retries) {
    this.settings = settings;
    this.retries = retries;
  }

  Retries retries() {
    return retries;
  }

  /** The registry itself. */
  Endpoint of(String registry) {
    return Endpoint.of(registry, settings);
  }

  @FunctionalInterface
  interface Attempt<T> {
    T at(Endpoint endpoint) throws IOException;
  }

  /** Asks the registry itself, again after failures that may pass. */
  <T> T itself(String registry, Attempt<T> attempt) throws IOException {
    Endpoint endpoint = of(registry);
    return retries.call(() -> attempt.at(endpoint));
  }

  /** Asks the mirrors once each, then the registry itself. The mirrors' failures are suppressed. */
  <T> T mirrorsFirst(String registry, Attempt<T> attempt) throws IOException {
    List<RegistryException> failures = new ArrayList<>();
    for (Endpoint mirror : mirrors(registry)) {
      try {
        return attempt.at(mirror);
      } catch (RegistryException e) {
        failures.add(e);
      }
    }
    try {
      return itself(registry, attempt);
    } catch (RegistryException e) {
      failures.forEach(e::addSuppressed);
      throw e;
    }
  }

  private List<Endpoint> mirrors(String registry) {
    return settings.of(registry).mirrors().stream()
        .map(mirror -> Endpoint.mirror(mirror, registry, settings))
        .collect(ImmutableList.toImmutableList());
  }
}
