package dev.jbuild.e2e.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbuild.oci.Descriptor;
import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageConfig;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Manifest;
import dev.jbuild.oci.MediaType;
import dev.jbuild.oci.RawManifest;
import dev.jbuild.oci.image.BlobSource;
import dev.jbuild.oci.image.Image;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a registry may answer to mislead its client. */
class RegistryAttacksTest {
  private static final String EMPTY =
      "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  private static final String BOTH =
      """
      {"schemaVersion": 2, "mediaType": "%s",
       "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": "%s", "size": 0},
       "layers": [], "manifests": []}
      """;

  @Test
  void cve2021x41190ManifestsOfTwoKinds() {
    byte[] both = BOTH.formatted(MediaType.OCI_MANIFEST.value(), EMPTY).getBytes(UTF_8);
    assertThatThrownBy(() -> Manifest.parse(both, MediaType.OCI_MANIFEST))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> RawManifest.parse(both, null)).isInstanceOf(IOException.class);
  }

  @Test
  void cve2021x41190TypeInTheBodyAndInTheHeader() {
    byte[] one =
        BOTH.replace(", \"manifests\": []", "")
            .formatted(MediaType.OCI_MANIFEST.value(), EMPTY)
            .getBytes(UTF_8);
    assertThatThrownBy(() -> RawManifest.parse(one, MediaType.OCI_INDEX))
        .isInstanceOf(IOException.class);
  }

  /** Shapes that nobody expects are refused as damaged; anything else would end the program. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "{}",
        "{\"config\": null, \"layers\": null}",
        "{\"config\": {}, \"layers\": []}",
        "{\"config\": CONFIG, \"layers\": [null]}",
        "{\"config\": CONFIG, \"layers\": [[]]}",
        "{\"config\": CONFIG, \"layers\": [{\"digest\": 1, \"size\": 0}]}",
        "{\"config\": {\"digest\": \"EMPTY\", \"size\": -1}}",
        "{\"config\": {\"digest\": \"EMPTY\", \"size\": 1e999}}",
        "{\"config\": {\"digest\": \"EMPTY\", \"size\": 99999999999999999999}}",
        "{\"config\": CONFIG, \"config\": CONFIG}",
      })
  void cve2021x21285ManifestsOfOddShapes(String shape) {
    byte[] manifest =
        shape
            .replace("CONFIG", "{\"digest\": \"EMPTY\", \"size\": 0}")
            .replace("EMPTY", EMPTY)
            .getBytes(UTF_8);
    assertThatThrownBy(() -> Manifest.parse(manifest, MediaType.OCI_MANIFEST))
        .isInstanceOf(IOException.class);
  }

  @Test
  void cve2021x21285ManifestsWithoutEnd() {
    for (String deep : new String[] {"[", "{\"layers\":"}) {
      byte[] manifest = deep.repeat(100_000).getBytes(UTF_8);
      assertThatThrownBy(() -> Manifest.parse(manifest, MediaType.OCI_MANIFEST))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> RawManifest.parse(manifest, null)).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> ImageConfig.parse(manifest)).isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"rootfs\": {\"diff_ids\": [\"EMPTY\", \"EMPTY\"]}}",
        "{\"rootfs\": {\"diff_ids\": {\"a\": {}}}}",
        "{\"rootfs\": {\"diff_ids\": [null]}}",
        "{\"rootfs\": []}",
        "[]"
      })
  void cve2021x21285ConfigsThatDoNotFitTheManifest(String config) throws Exception {
    Descriptor blob = Descriptor.of(MediaType.OCI_LAYER, new byte[0]);
    Manifest manifest = Manifest.of(blob, List.of(blob), Map.of());
    byte[] bytes = config.replace("EMPTY", EMPTY).getBytes(UTF_8);
    BlobSource none = _ -> InputStream.nullInputStream();
    assertThatThrownBy(() -> Image.from(manifest, bytes, none)).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256:../../../etc/passwd", "sha256:", "md5:x", "../x", "sha256:E3B0"})
  void cve2024x3727DigestsThatAreNone(String digest) {
    assertThatThrownBy(() -> Digest.parse(digest)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ImageReference.parse("host/name@" + digest))
        .isInstanceOf(IllegalArgumentException.class);
    byte[] manifest =
        BOTH.replace(", \"manifests\": []", "")
            .formatted(MediaType.OCI_MANIFEST.value(), digest)
            .getBytes(UTF_8);
    assertThatThrownBy(() -> Manifest.parse(manifest, MediaType.OCI_MANIFEST))
        .isInstanceOf(IOException.class);
  }
}
