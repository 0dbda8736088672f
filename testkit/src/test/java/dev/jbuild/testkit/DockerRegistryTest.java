package dev.jbuild.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerRegistryTest {
  @Test
  void answersAnybody() throws IOException {
    try (DockerRegistry registry = DockerRegistry.start()) {
      assertThat(get(registry, "/v2/_catalog").getResponseCode()).isEqualTo(200);
      assertThat(registry.reference("app:1").toString()).isEqualTo(registry.address() + "/app:1");
      assertThat(registry.log()).contains("/v2/_catalog");
    }
  }

  @Test
  void asksForThePassword() throws IOException {
    try (DockerRegistry registry = DockerRegistry.startWithHtpasswd("ada", "engine:1843")) {
      assertThat(as("ada:engine:1843", registry).getResponseCode()).isEqualTo(200);
      assertThat(as("ada:wrong", registry).getResponseCode()).isEqualTo(401);
    }
  }

  @Test
  void speaksTls(@TempDir Path directory) throws IOException {
    PrivateAuthority authority = PrivateAuthority.createIn(directory);
    DockerRegistryOptions options =
        DockerRegistryOptions.open().withTls(authority.server("registry"));
    try (DockerRegistry registry = DockerRegistry.start(options)) {
      String certificate = authority.certificate().toString();
      assertThat(
              Program.run(
                  "openssl", "s_client", "-CAfile", certificate, "-connect", registry.address()))
          .contains("Verify return code: 0 (ok)");
    }
  }

  @Test
  void saysWhyItDoesNotStart() {
    Path nowhere = Path.of("/nowhere");
    DockerRegistryOptions broken =
        DockerRegistryOptions.open().withTls(new PrivateAuthority.Identity(nowhere, nowhere));
    assertThatThrownBy(() -> DockerRegistry.start(broken))
        .hasMessageContaining("docker-registry does not start");
  }

  private static HttpURLConnection as(String userAndPassword, DockerRegistry registry)
      throws IOException {
    HttpURLConnection connection = get(registry, "/v2/");
    byte[] plain = userAndPassword.getBytes(StandardCharsets.UTF_8);
    connection.setRequestProperty(
        "Authorization", "Basic " + Base64.getEncoder().encodeToString(plain));
    return connection;
  }

  private static HttpURLConnection get(DockerRegistry registry, String path) throws IOException {
    return (HttpURLConnection)
        URI.create("http://" + registry.address() + path).toURL().openConnection();
  }
}
