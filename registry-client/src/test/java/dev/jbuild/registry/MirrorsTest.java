package dev.jbuild.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Platform;
import dev.jbuild.testkit.DockerRegistry;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MirrorsTest {
  private DockerRegistry registry;
  private DockerRegistry mirror;

  @BeforeEach
  void start() throws IOException {
    registry = DockerRegistry.start();
    mirror = DockerRegistry.start();
  }

  @AfterEach
  void stop() throws IOException {
    registry.close();
    mirror.close();
  }

  @Test
  void pullsFromTheMirrorAndPushesToTheRegistry() throws IOException {
    SmallImage mirrored = SmallImage.of("in the mirror");
    SmallImage pushed = SmallImage.of("in the registry");
    ImageReference name = registry.reference("app:1");
    try (RegistryClient direct = client(List.of());
        RegistryClient client = client(List.of(mirror.address() + "/cache"))) {
      mirrored.push(direct, mirror.reference("cache/app:1"));
      pushed.push(client, name);
      assertThat(client.resolve(name, Platform.host()).manifest().digest())
          .isEqualTo(mirrored.manifest().digest());
      assertThat(client.config(name, mirrored.manifest())).isEqualTo(mirrored.config());
      assertThat(direct.resolve(name, Platform.host()).manifest().digest())
          .isEqualTo(pushed.manifest().digest());
    }
  }

  @Test
  void fallsBackToTheRegistry() throws IOException {
    SmallImage image = SmallImage.of("not in the mirror");
    ImageReference name = registry.reference("app:1");
    DockerRegistry gone = DockerRegistry.start();
    gone.close();
    try (RegistryClient client = client(List.of(gone.address(), mirror.address()))) {
      image.push(client, name);
      assertThat(client.resolve(name, Platform.host()).manifest().digest())
          .isEqualTo(image.manifest().digest());
      assertThatThrownBy(() -> client.resolve(name.withTag("2"), Platform.host()))
          .isInstanceOf(RegistryException.NotFound.class)
          .hasMessageContaining(registry.address())
          .satisfies(e -> assertThat(e.getSuppressed()).hasSize(2));
    }
  }

  @Test
  void tellsTheMirrorWhoseImagesItWants() throws IOException {
    try (ScriptedServer scripted = ScriptedServer.start();
        RegistryClient client =
            new RegistryClient(
                RegistrySettings.defaults()
                    .with(
                        "docker.io", RegistryOptions.NONE.withMirrors(List.of(scripted.address()))),
                CredentialSource.none())) {
      SmallImage image = SmallImage.of("from the hub");
      String path = "GET /v2/library/app/manifests/1";
      scripted.on(path, 200, image.manifest().bytes());
      client.resolve(ImageReference.parse("app:1"), Platform.host());
      assertThat(scripted.asked(path).getFirst().query()).isEqualTo("ns=docker.io");
    }
  }

  private RegistryClient client(List<String> mirrors) {
    return new RegistryClient(
        RegistrySettings.defaults()
            .with(registry.address(), RegistryOptions.NONE.withMirrors(mirrors)),
        CredentialSource.none());
  }
}
