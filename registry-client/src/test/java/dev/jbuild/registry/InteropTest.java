package dev.jbuild.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.blob.Blob;
import com.google.cloud.tools.jib.event.EventHandlers;
import com.google.cloud.tools.jib.http.FailoverHttpClient;
import com.google.cloud.tools.jib.image.json.OciManifestTemplate;
import com.google.cloud.tools.jib.registry.ManifestAndDigest;
import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Manifest;
import dev.jbuild.oci.Platform;
import dev.jbuild.testkit.DockerRegistry;
import dev.jbuild.testkit.Program;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other programs read what we push, and we read what they push. */
class InteropTest {
  @TempDir private Path directory;
  private DockerRegistry registry;
  private RegistryClient client;

  @BeforeEach
  void start() throws Exception {
    registry = DockerRegistry.start();
    client = new RegistryClient(RegistrySettings.defaults(), CredentialSource.none());
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    registry.close();
  }

  @Test
  void skopeoCopiesWhatWePushed() throws Exception {
    SmallImage image = SmallImage.of("for skopeo");
    ImageReference name = registry.reference("team/app:1");
    image.push(client, name);

    Program.run(
        "skopeo",
        "copy",
        "--preserve-digests",
        "--src-tls-verify=false",
        "docker://" + name,
        "dir:" + directory);

    assertThat(directory.resolve("manifest.json")).hasBinaryContent(image.manifest().bytes());
    assertThat(directory.resolve(image.layerBlob().digest().hex())).hasBinaryContent(image.layer());
    assertThat(Program.run("skopeo", "inspect", "--tls-verify=false", "docker://" + name))
        .contains(image.manifest().digest().toString());
  }

  @Test
  void weReadWhatSkopeoPushed() throws Exception {
    SmallImage image = SmallImage.of("through skopeo");
    image.push(client, registry.reference("first:1"));
    ImageReference name = registry.reference("second:1");
    Program.run(
        "skopeo",
        "copy",
        "--src-tls-verify=false",
        "--dest-tls-verify=false",
        "--format",
        "v2s2",
        "docker://" + registry.reference("first:1"),
        "docker://" + name);

    Manifest manifest = client.resolve(name, Platform.host()).manifest();

    Path copy = directory.resolve("copy");
    Program.run("skopeo", "copy", "--src-tls-verify=false", "docker://" + name, "dir:" + copy);
    assertThat(copy.resolve("manifest.json")).hasBinaryContent(manifest.bytes());
    assertThat(manifest.mediaType()).isEqualTo(dev.jbuild.oci.MediaType.DOCKER_MANIFEST);
    assertThat(client.config(name, manifest)).isEqualTo(image.config());
    for (Descriptor layer : manifest.layers()) {
      try (InputStream in = client.blob(name, layer)) {
        assertThat(in.readAllBytes())
            .isEqualTo(Files.readAllBytes(copy.resolve(layer.digest().hex())));
      }
    }
  }

  @Test
  void jibReadsWhatWePushed() throws Exception {
    SmallImage image = SmallImage.of("for Jib");
    image.push(client, registry.reference("team/app:1"));
    FailoverHttpClient http = new FailoverHttpClient(true, true, _ -> {});
    try {
      com.google.cloud.tools.jib.registry.RegistryClient jib =
          com.google.cloud.tools.jib.registry.RegistryClient.factory(
                  EventHandlers.NONE, registry.address(), "team/app", http)
              .newRegistryClient();
      ManifestAndDigest<OciManifestTemplate> manifest =
          jib.pullManifest("1", OciManifestTemplate.class);
      assertThat(manifest.getDigest().toString()).isEqualTo(image.manifest().digest().toString());
      Blob layer =
          jib.pullBlob(
              DescriptorDigest.fromDigest(image.layerBlob().digest().toString()), _ -> {}, _ -> {});
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      layer.writeTo(bytes);
      assertThat(bytes.toByteArray()).isEqualTo(image.layer());
    } finally {
      http.shutDown();
    }
  }
}
