package dev.jbuild.oci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ManifestTest {
  private static final Descriptor CONFIG = Descriptor.of(MediaType.OCI_CONFIG, new byte[] {1});
  private static final Descriptor LAYER = Descriptor.of(MediaType.OCI_LAYER_GZIP, new byte[] {2});

  @Test
  void keepsItsBytes() throws IOException {
    String odd =
        """
        { "config": %s,
            "x-unknown" : [ ],"layers":[%s], "schemaVersion":2 }
        """
            .formatted(json(CONFIG), json(LAYER));
    Manifest manifest = parse(odd, null);
    assertThat(manifest.bytes()).isEqualTo(odd.getBytes(UTF_8));
    assertThat(manifest.digest()).isEqualTo(Digest.of(odd.getBytes(UTF_8)));
    assertThat(manifest.mediaType()).isEqualTo(MediaType.OCI_MANIFEST);
    assertThat(manifest.layers()).containsExactly(LAYER);
    assertThat(manifest.config()).isEqualTo(CONFIG);
  }

  @Test
  void readsWhatItMakes() throws IOException {
    Manifest made =
        Manifest.of(CONFIG, List.of(LAYER.withAnnotations(Map.of("a", "b"))), Map.of("c", "d"));
    Manifest read = Manifest.parse(made.bytes(), MediaType.OCI_MANIFEST);
    assertThat(read.layers()).isEqualTo(made.layers());
    assertThat(read.descriptor()).isEqualTo(made.descriptor());
    assertThat(Manifest.of(CONFIG, List.of(), Map.of()).layers()).isEmpty();
  }

  @Test
  void refusesToBeTwoThings() {
    String both = "{\"config\":%s,\"layers\":[],\"manifests\":[]}".formatted(json(CONFIG));
    assertThatThrownBy(() -> parse(both, null)).hasMessageContaining("ambiguous");
    assertThatThrownBy(() -> ImageIndex.parse(both.getBytes(UTF_8), null))
        .hasMessageContaining("ambiguous");
  }

  @Test
  void refusesAnotherTypeThanWasSent() {
    String manifest =
        "{\"mediaType\":\"%s\",\"config\":%s,\"layers\":[]}"
            .formatted(MediaType.DOCKER_MANIFEST, json(CONFIG));
    assertThatThrownBy(() -> parse(manifest, MediaType.OCI_MANIFEST))
        .hasMessageContaining("refused");
    assertThatThrownBy(() -> parse("{}", MediaType.DOCKER_MANIFEST_V1))
        .hasMessageContaining("not an image manifest");
  }

  @Test
  void refusesBadDescriptors() {
    assertThatThrownBy(() -> parse("{\"config\":{},\"layers\":[]}", null))
        .hasMessageContaining("config of the image manifest is not a descriptor");
    String evil = json(LAYER).replace("sha256:", "sha256:../../");
    assertThatThrownBy(
            () -> parse("{\"config\":%s,\"layers\":[%s]}".formatted(json(CONFIG), evil), null))
        .hasMessageContaining("layer of the image manifest: not a sha256 digest");
  }

  @Test
  void selectsThePlatform() {
    Descriptor amd64 = on("linux/amd64", 1);
    Descriptor arm64 = on("linux/arm64/v8", 2);
    Descriptor armV6 = on("linux/arm/v6", 3);
    Descriptor armV7 = on("linux/arm/v7", 4);
    Descriptor attestation = on("unknown/unknown", 5);
    ImageIndex index = ImageIndex.of(List.of(attestation, armV6, armV7, amd64, arm64, LAYER));
    assertThat(index.select(Platform.parse("linux/x86_64"))).contains(amd64);
    assertThat(index.select(Platform.parse("linux/arm64"))).contains(arm64);
    assertThat(index.select(Platform.parse("linux/arm"))).contains(armV7);
    assertThat(index.select(Platform.parse("linux/arm/v6"))).contains(armV6);
    assertThat(index.select(Platform.parse("linux/riscv64"))).isEmpty();
  }

  private static Descriptor on(String platform, int content) {
    return Descriptor.of(MediaType.OCI_MANIFEST, new byte[] {(byte) content})
        .withPlatform(Platform.parse(platform));
  }

  private static String json(Descriptor descriptor) {
    return DescriptorJson.write(descriptor).toString();
  }

  private static Manifest parse(String json, @Nullable MediaType declared) throws IOException {
    return Manifest.parse(json.getBytes(UTF_8), declared);
  }
}
