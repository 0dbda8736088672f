package dev.jbuild.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Platform;
import dev.jbuild.testkit.DockerRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BasicAuthTest {
  private static final String PASSWORD = "engine:1843 ü";
  private static DockerRegistry registry;

  @BeforeAll
  static void start() throws IOException {
    registry = DockerRegistry.startWithHtpasswd("ada", PASSWORD);
  }

  @AfterAll
  static void stop() throws IOException {
    registry.close();
  }

  @Test
  void logsInWithTheDockerConfig(@TempDir Path home) throws IOException {
    String auth =
        Base64.getEncoder().encodeToString(("ada:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    Path directory = Files.createDirectory(home.resolve("docker"));
    Files.writeString(
        directory.resolve("config.json"),
        "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(registry.address(), auth));
    CredentialSource credentials =
        DockerConfigCredentials.of(
            Map.of("DOCKER_CONFIG", directory.toString()), home, BasicAuthTest::fail);

    SmallImage image = SmallImage.of("with a password");
    ImageReference name = registry.reference("private/app:1");
    try (RegistryClient client = new RegistryClient(RegistrySettings.defaults(), credentials)) {
      image.push(client, name);
      assertThat(client.resolve(name, Platform.host()).manifest().digest())
          .isEqualTo(image.manifest().digest());
    }
  }

  private static void fail(String warning) {
    throw new AssertionError(warning);
  }

  @Test
  void saysHowToLogIn() {
    try (RegistryClient client =
        new RegistryClient(RegistrySettings.defaults(), CredentialSource.none())) {
      ImageReference name = registry.reference("private/app:1");
      assertThatThrownBy(() -> client.resolve(name, Platform.host()))
          .isInstanceOf(RegistryException.Denied.class)
          .hasMessageContaining("there are no credentials for it")
          .hasMessageContaining(
              "`jbuild login -u NAME --password-stdin " + registry.address() + "`");
    }
  }

  @Test
  void saysThatThePasswordIsWrongWithoutShowingIt() {
    Credential wrong = new Credential.UserPassword("ada", "s3cret");
    try (RegistryClient client =
        new RegistryClient(RegistrySettings.defaults(), _ -> Optional.of(wrong))) {
      assertThatThrownBy(() -> SmallImage.of("x").push(client, registry.reference("app:1")))
          .isInstanceOf(RegistryException.Denied.class)
          .hasMessageContaining("the credentials are not accepted")
          .hasMessageNotContaining("s3cret");
      assertThatThrownBy(() -> client.checkLogin(registry.address()))
          .isInstanceOf(RegistryException.Denied.class)
          .hasMessageContaining("login to " + registry.address() + ": wrong user name or password")
          .hasMessageNotContaining("s3cret");
    }
    assertThat(wrong.toString()).doesNotContain("s3cret");
  }
}
