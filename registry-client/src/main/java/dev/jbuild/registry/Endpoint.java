package dev.jbuild.registry;

import dev.jbuild.oci.ImageReference;
import dev.jbuild.registry.transport.Origin;
import java.net.URI;

/**
 * A host that answers for a registry: the registry's own, or a mirror.
 *
 * @param name as settings and credentials know it
 * @param base scheme and authority, without a path
 * @param prefix what stands before each repository's name: empty, or with a slash at its end
 * @param namespace the query that tells a mirror whose images are asked for: empty, or {@code
 *     ns=...}
 */
record Endpoint(String name, URI base, String prefix, String namespace) {

  static Endpoint of(String registry, RegistrySettings settings) {
    String host = registry.equals(ImageReference.DOCKER_HUB) ? "registry-1.docker.io" : registry;
    return new Endpoint(registry, base(host, settings.of(registry)), "", "");
  }

  /** A mirror as the settings name it; a scheme before it is left out, as BuildKit does. */
  static Endpoint mirror(String mirror, String registry, RegistrySettings settings) {
    String place = mirror.replaceFirst("^[a-z]+://", "");
    int slash = place.indexOf('/');
    String host = slash < 0 ? place : place.substring(0, slash);
    String path = slash < 0 ? "" : trimmed(place.substring(slash));
    String prefix = path.isEmpty() ? "" : path + "/";
    return new Endpoint(host, base(host, settings.of(host)), prefix, "ns=" + registry);
  }

  private static String trimmed(String path) {
    return path.replaceAll("^/+|/+$", "");
  }

  private static URI base(String host, RegistryOptions options) {
    boolean plain = options.http().orElseGet(() -> options.tls().isStandard() && Loopback.is(host));
    return URI.create((plain ? "http://" : "https://") + host);
  }

  boolean isMirror() {
    return !namespace.isEmpty();
  }

  /** The repository's name on this host, as token scopes have it. */
  String repository(String repository) {
    return prefix + repository;
  }

  /**
   * A place of the registry's API.
   *
   * @param path below the repository, such as {@code manifests/latest}
   * @param query as it goes over the wire; empty for none
   */
  URI uri(String repository, String path, String query) {
    String all =
        query.isEmpty() || namespace.isEmpty() ? query + namespace : query + "&" + namespace;
    String place = base + "/v2/" + repository(repository) + "/" + path;
    return URI.create(all.isEmpty() ? place : place + "?" + all);
  }

  /** Where the API begins. */
  URI api() {
    return URI.create(base + "/v2/");
  }

  Origin origin() {
    return Origin.of(base);
  }
}
