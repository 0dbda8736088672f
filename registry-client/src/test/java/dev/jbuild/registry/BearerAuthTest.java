package dev.jbuild.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Platform;
import dev.jbuild.testkit.DockerRegistry;
import dev.jbuild.testkit.DockerRegistryOptions;
import dev.jbuild.testkit.PrivateAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BearerAuthTest {
  private static final Credential ADA = new Credential.UserPassword("ada", "engine");
  private TestTokenServer tokens;
  private DockerRegistry registry;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    PrivateAuthority authority = PrivateAuthority.createIn(directory);
    tokens = new TestTokenServer(authority.server("tokens"));
    registry =
        DockerRegistry.start(
            DockerRegistryOptions.open()
                .withTokens(tokens.realm(), TestTokenServer.SERVICE, authority.certificate()));
  }

  @AfterEach
  void stop() throws IOException {
    registry.close();
    tokens.close();
  }

  @Test
  void asksOnceForEachScope() throws IOException {
    tokens.require("Basic YWRhOmVuZ2luZQ==");
    SmallImage image = SmallImage.of("with tokens");
    ImageReference name = registry.reference("team/app:1");
    try (RegistryClient client = client(Optional.of(ADA))) {
      image.push(client, name);
      client.resolve(name, Platform.host());
      client.config(name, image.manifest());
    }
    assertThat(tokens.asked())
        .extracting(ScriptedServer.Asked::query)
        .containsExactly(
            "service=jbuild+test&scope=repository%3Ateam%2Fapp%3Apull%2Cpush",
            "service=jbuild+test&scope=repository%3Ateam%2Fapp%3Apull");
  }

  @Test
  void mountsWithPullOnTheSource() throws IOException {
    SmallImage image = SmallImage.of("to be mounted");
    try (RegistryClient client = client(Optional.of(ADA))) {
      image.push(client, registry.reference("base:1"));
      assertThat(client.mount(registry.reference("app:1"), image.layerBlob(), "base")).isTrue();
    }
    assertThat(tokens.asked().getLast().query())
        .contains("scope=repository%3Aapp%3Apull%2Cpush&scope=repository%3Abase%3Apull");
  }

  @Test
  void asksAnonymously() throws IOException {
    try (RegistryClient client = client(Optional.empty())) {
      SmallImage.of("anonymous").push(client, registry.reference("public:1"));
    }
    assertThat(tokens.asked().getFirst().authorization()).isEmpty();
  }

  @Test
  void exchangesAnIdentityToken() throws IOException {
    try (RegistryClient client = client(Optional.of(new Credential.IdentityToken("refresh me")))) {
      SmallImage.of("exchanged").push(client, registry.reference("app:1"));
    }
    assertThat(tokens.forms().getFirst())
        .contains("grant_type=refresh_token", "refresh_token=refresh+me");
    assertThat(tokens.asked()).allMatch(one -> one.authorization().isEmpty());
  }

  @Test
  void saysThatTheTokenServerRefuses() {
    tokens.require("Basic somebody else");
    try (RegistryClient client = client(Optional.of(ADA))) {
      assertThatThrownBy(() -> client.resolve(registry.reference("app:1"), Platform.host()))
          .isInstanceOf(RegistryException.Denied.class)
          .hasMessageContaining(tokens.realm())
          .hasMessageContaining("the credentials are not accepted")
          .hasMessageNotContaining("engine");
    }
  }

  private static RegistryClient client(Optional<Credential> credential) {
    return new RegistryClient(RegistrySettings.defaults(), _ -> credential);
  }
}
