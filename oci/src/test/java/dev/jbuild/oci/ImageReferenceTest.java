package dev.jbuild.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {
  private static final String HEX = "0123456789abcdef".repeat(4);

  @ParameterizedTest
  @CsvSource({
    "debian, docker.io/library/debian:latest, debian:latest",
    "debian:12-slim, docker.io/library/debian:12-slim, debian:12-slim",
    "nvidia/cuda:12.4.1-base, docker.io/nvidia/cuda:12.4.1-base, nvidia/cuda:12.4.1-base",
    "index.docker.io/debian, docker.io/library/debian:latest, debian:latest",
    "docker.io/a/b, docker.io/a/b:latest, a/b:latest",
    "localhost/app, localhost/app:latest, localhost/app:latest",
    "registry:5000/app, registry:5000/app:latest, registry:5000/app:latest",
    "127.0.0.1:5000/team/app:v1, 127.0.0.1:5000/team/app:v1, 127.0.0.1:5000/team/app:v1",
    "[::1]:5000/app:v1, [::1]:5000/app:v1, [::1]:5000/app:v1",
    "ghcr.io/a__b/c--d/e.f:V_1, ghcr.io/a__b/c--d/e.f:V_1, ghcr.io/a__b/c--d/e.f:V_1",
    "Registry/app, Registry/app:latest, Registry/app:latest"
  })
  void fillsDockersDefaultsIn(String text, String full, String familiar) {
    ImageReference reference = ImageReference.parse(text);
    assertThat(reference).hasToString(full);
    assertThat(reference.familiar()).isEqualTo(familiar);
    assertThat(ImageReference.parse(full)).hasToString(full);
  }

  @Test
  void keepsTagAndDigest() {
    ImageReference both = ImageReference.parse("ghcr.io/a/b:1@sha256:" + HEX);
    assertThat(both.tag()).contains("1");
    assertThat(both.digest()).contains(new Digest(HEX));
    assertThat(both.manifestKey()).isEqualTo("sha256:" + HEX);
    assertThat(both).hasToString("ghcr.io/a/b:1@sha256:" + HEX);
    ImageReference digest = ImageReference.parse("debian@sha256:" + HEX);
    assertThat(digest.tag()).isEmpty();
    assertThat(digest).hasToString("docker.io/library/debian@sha256:" + HEX);
    assertThat(digest.withTag("2")).hasToString("docker.io/library/debian:2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        " debian",
        "debian ",
        "a:",
        ":a",
        "a@",
        "a:b:c",
        "a//b",
        "/a",
        "a/",
        "-a",
        "a/-b",
        "a..b",
        "a___b",
        "docker.io/",
        "a:-b",
        "a@sha256:12",
        "a@md5:0123456789abcdef",
        "a b",
        "ä",
        "http://ghcr.io/a",
        "ghcr.io:port/a",
        "a/../b"
      })
  void refusesWhatDockerRefuses(String text) {
    assertThatThrownBy(() -> ImageReference.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> ImageReference.parse("MyApp"))
        .hasMessageContaining("repository name")
        .hasMessageContaining("must be lowercase");
    assertThatThrownBy(() -> ImageReference.parse("app:" + "x".repeat(129)))
        .hasMessageContaining("invalid tag")
        .hasMessageNotContaining("lowercase");
    assertThatThrownBy(() -> ImageReference.parse("a".repeat(256)))
        .hasMessageContaining("longer than 255");
    assertThatThrownBy(() -> ImageReference.parse(HEX)).hasMessageContaining("image ID");
  }
}
