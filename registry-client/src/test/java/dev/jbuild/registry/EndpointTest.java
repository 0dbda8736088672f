package dev.jbuild.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {
  @ParameterizedTest
  @CsvSource({
    "docker.io, https://registry-1.docker.io",
    "ghcr.io, https://ghcr.io",
    "registry.example:5000, https://registry.example:5000",
    "127.0.0.1:5000, http://127.0.0.1:5000",
    "127.8.9.10, http://127.8.9.10",
    "localhost:5000, http://localhost:5000",
    "[::1]:5000, http://[::1]:5000",
    "[fe80::1]:5000, https://[fe80::1]:5000",
    "localhost.example, https://localhost.example",
    "128.0.0.1:5000, https://128.0.0.1:5000",
  })
  void knowsWhereARegistryIs(String registry, String base) {
    assertThat(Endpoint.of(registry, RegistrySettings.defaults()).base())
        .isEqualTo(URI.create(base));
  }

  @Test
  void doesWhatTheSettingsSay() {
    assertThat(base(RegistryOptions.NONE.withHttp(true), "registry.example")).startsWith("http://");
    assertThat(base(RegistryOptions.NONE.withHttp(false), "localhost")).startsWith("https://");
    assertThat(base(RegistryOptions.NONE.withInsecure(true), "localhost")).startsWith("https://");
    assertThat(base(RegistryOptions.NONE.withCa(List.of(Path.of("ca.pem"))), "127.0.0.1"))
        .startsWith("https://");
  }

  private static String base(RegistryOptions options, String registry) {
    return Endpoint.of(registry, RegistrySettings.defaults().with(registry, options))
        .base()
        .toString();
  }

  @Test
  void knowsMirrorsBelowAPath() {
    Endpoint mirror =
        Endpoint.mirror("hub.example/proxy/", "docker.io", RegistrySettings.defaults());
    assertThat(mirror.uri("library/debian", "tags/list", "n=1"))
        .isEqualTo(
            URI.create("https://hub.example/v2/proxy/library/debian/tags/list?n=1&ns=docker.io"));
    assertThat(mirror.repository("library/debian")).isEqualTo("proxy/library/debian");
  }
}
