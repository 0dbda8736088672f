package dev.jbuild.e2e.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbuild.oci.Digest;
import dev.jbuild.oci.ImageReference;
import dev.jbuild.oci.Manifest;
import dev.jbuild.oci.MediaType;
import dev.jbuild.oci.RawManifest;
import java.io.IOException;
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
