package dev.jbuild.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageIndex;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.MediaType;
import dev.jbuild.oci.Platform;
import dev.jbuild.testkit.DockerRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RegistryClientTest {
  private static DockerRegistry registry;
  private final RegistryClient client =
      new RegistryClient(RegistrySettings.defaults(), CredentialSource.none());

  @BeforeAll
  static void start() throws IOException {
    registry = DockerRegistry.start();
  }

  @AfterAll
  static void stop() throws IOException {
    registry.close();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void pullsWhatItPushed() throws IOException {
    SmallImage image = SmallImage.of("round trip");
    ImageReference name = registry.reference("team/app:1");
    image.push(client, name);

    ResolvedImage resolved = client.resolve(name, Platform.host());

    assertThat(resolved.manifest().bytes()).isEqualTo(image.manifest().bytes());
    assertThat(resolved.topDigest()).isEqualTo(image.manifest().digest());
    assertThat(client.config(name, resolved.manifest())).isEqualTo(image.config());
    try (InputStream layer = client.blob(name, image.layerBlob())) {
      assertThat(layer.readAllBytes()).isEqualTo(image.layer());
    }
    assertThat(client.tags(name)).containsExactly("1");
  }

  @Test
  void pullsByDigest() throws IOException {
    SmallImage image = SmallImage.of("by digest");
    image.push(client, registry.reference("digests:1"));
    ImageReference byDigest = registry.reference("digests@" + image.manifest().digest());
    assertThat(client.resolve(byDigest, Platform.host()).manifest().digest())
        .isEqualTo(image.manifest().digest());
  }

  @Test
  void uploadsNoBlobTwice() throws IOException {
    ImageReference name = registry.reference("twice");
    byte[] content = "only once".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Descriptor blob = Descriptor.of(MediaType.OCI_LAYER, content);
    AtomicLong sent = new AtomicLong();
    assertThat(client.hasBlob(name, blob)).isFalse();
    client.pushBlob(name, blob, () -> new ByteArrayInputStream(content), sent::addAndGet);
    assertThat(client.hasBlob(name, blob)).isTrue();
    client.pushBlob(name, blob, () -> new ByteArrayInputStream(content), sent::addAndGet);
    assertThat(sent).hasValue(content.length);
  }

  @Test
  void pushesAnEmptyBlob() throws IOException {
    ImageReference name = registry.reference("empty");
    Descriptor blob = Descriptor.of(MediaType.OCI_LAYER, new byte[0]);
    client.pushBlob(name, blob, InputStream::nullInputStream, _ -> {});
    try (InputStream in = client.blob(name, blob)) {
      assertThat(in.readAllBytes()).isEmpty();
    }
  }

  @Test
  void mountsFromAnotherRepository() throws IOException {
    SmallImage image = SmallImage.of("mounted");
    image.push(client, registry.reference("base:1"));
    ImageReference name = registry.reference("derived:1");
    assertThat(client.mount(name, image.layerBlob(), "base")).isTrue();
    assertThat(client.hasBlob(name, image.layerBlob())).isTrue();
  }

  @Test
  void uploadsWhereThereIsNothingToMount() throws IOException {
    SmallImage image = SmallImage.of("not mounted");
    ImageReference name = registry.reference("unmounted:1");
    assertThat(client.mount(name, image.layerBlob(), "nowhere")).isFalse();
    image.push(client, name);
    assertThat(client.resolve(name, Platform.host()).manifest().digest())
        .isEqualTo(image.manifest().digest());
  }

  @Test
  void choosesThePlatform() throws IOException {
    Platform arm = Platform.parse("linux/arm64");
    Platform riscv = Platform.parse("linux/riscv64");
    ImageReference name = registry.reference("many:1");
    Descriptor first = pushFor(arm, name);
    Descriptor second = pushFor(riscv, name);
    ImageIndex index = ImageIndex.of(List.of(first, second));
    client.pushManifest(name, index.mediaType(), index.bytes());

    ResolvedImage resolved = client.resolve(name, riscv);

    assertThat(resolved.manifest().digest()).isEqualTo(second.digest());
    assertThat(resolved.topDigest()).isEqualTo(index.digest());
    assertThatThrownBy(() -> client.resolve(name, Platform.parse("linux/s390x")))
        .isInstanceOf(RegistryException.NotFound.class)
        .hasMessageContaining("none for linux/s390x")
        .hasMessageContaining("linux/arm64, linux/riscv64");
  }

  private Descriptor pushFor(Platform platform, ImageReference name) throws IOException {
    SmallImage image = SmallImage.of("for " + platform, platform);
    image.push(client, name.withDigest(image.manifest().digest()).withTag(platform.architecture()));
    return image.manifest().descriptor().withPlatform(platform);
  }

  @Test
  void saysWhatIsNotThere() {
    ImageReference name = registry.reference("missing:1");
    assertThatThrownBy(() -> client.resolve(name, Platform.host()))
        .isInstanceOf(RegistryException.NotFound.class)
        .hasMessageContaining("pull of " + name)
        .hasMessageContaining("404 (MANIFEST_UNKNOWN: manifest unknown)");
    Descriptor blob = Descriptor.of(MediaType.OCI_LAYER, Digest.of(new byte[] {1}).bytes());
    assertThatThrownBy(() -> client.blob(name, blob))
        .isInstanceOf(RegistryException.NotFound.class);
  }

  @Test
  void passesOnWhatTheContentThrows() {
    ImageReference name = registry.reference("content");
    Descriptor blob = new Descriptor(MediaType.OCI_LAYER, Digest.of(new byte[10]), 10);
    assertThatThrownBy(
            () -> client.pushBlob(name, blob, () -> new ByteArrayInputStream(new byte[3]), _ -> {}))
        .isInstanceOf(java.io.EOFException.class)
        .hasMessageContaining("after 3 of 10 bytes");
  }

  @Test
  void leavesNoDescriptorsBehind() throws IOException {
    ImageReference name = registry.reference("descriptors");
    byte[] content = new byte[100_000];
    Descriptor blob = Descriptor.of(MediaType.OCI_LAYER, content);
    client.pushBlob(name, blob, () -> new ByteArrayInputStream(content), _ -> {});
    askAndRead(name, blob);
    long before = openFiles();
    for (int i = 0; i < 200; i++) {
      askAndRead(name, blob);
    }
    assertThat(openFiles()).isLessThan(before + 10);
  }

  private void askAndRead(ImageReference name, Descriptor blob) throws IOException {
    assertThat(client.hasBlob(name, blob)).isTrue();
    try (InputStream in = client.blob(name, blob)) {
      assertThat(in.read()).isZero(); // the rest is left unread
    }
  }

  private static long openFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      return files.count();
    }
  }

  @Test
  void saysThatNobodyListens() throws IOException {
    DockerRegistry gone = DockerRegistry.start();
    gone.close();
    assertThatThrownBy(() -> client.resolve(gone.reference("app:1"), Platform.host()))
        .isInstanceOf(RegistryException.Unavailable.class)
        .hasMessageContaining("cannot connect to " + gone.address());
  }
}
