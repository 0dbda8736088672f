package dev.jbuild.testkit;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a {@link DockerRegistry} is set up, written as its YAML configuration.
 *
 * @param auth the {@code auth:} section, empty for anonymous access
 * @param tls lines of {@code http: tls:}, empty for plain HTTP
 * @param proxy URL of the registry that this one mirrors, if any
 */
public record DockerRegistryOptions(String auth, String tls, Optional<String> proxy) {

  /** Plain HTTP, open to all. */
  public static DockerRegistryOptions open() {
    return new DockerRegistryOptions("", "", Optional.empty());
  }

  /** Basic authentication against a file of bcrypt hashes ({@link Htpasswd}). */
  public DockerRegistryOptions withHtpasswd(Path file) {
    String section = "auth:\n  htpasswd: {realm: test, path: \"" + file + "\"}\n";
    return new DockerRegistryOptions(section, tls, proxy);
  }

  /**
   * Bearer tokens (distribution's token spec).
   *
   * @param realm URL of the token server
   * @param certificates PEM bundle of what signs the tokens
   */
  public DockerRegistryOptions withTokens(String realm, String service, Path certificates) {
    String fields =
        "{realm: \"%s\", service: \"%s\", issuer: \"%s\", rootcertbundle: \"%s\"}"
            .formatted(realm, service, service, certificates);
    return new DockerRegistryOptions("auth:\n  token: " + fields + "\n", tls, proxy);
  }

  public DockerRegistryOptions withTls(PrivateAuthority.Identity server) {
    String lines =
        "    certificate: \"%s\"\n    key: \"%s\"\n".formatted(server.certificate(), server.key());
    return new DockerRegistryOptions(auth, lines, proxy);
  }

  /** Only clients with a certificate of this authority are let in. After {@link #withTls}. */
  public DockerRegistryOptions withClientAuthority(Path certificate) {
    return new DockerRegistryOptions(
        auth, tls + "    clientcas: [\"" + certificate + "\"]\n", proxy);
  }

  public DockerRegistryOptions withProxyOf(String url) {
    return new DockerRegistryOptions(auth, tls, Optional.of(url));
  }

  String yaml(Path storage) {
    return "version: 0.1\nlog: {level: info, accesslog: {disabled: false}}\n"
        + "storage:\n  filesystem: {rootdirectory: \""
        + storage
        + "\"}\n"
        + "  delete: {enabled: true}\n"
        + "http:\n  addr: 127.0.0.1:0\n"
        + (tls.isEmpty() ? "" : "  tls:\n" + tls)
        + auth
        + proxy.map(url -> "proxy: {remoteurl: \"" + url + "\"}\n").orElse("");
  }
}
