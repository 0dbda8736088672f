package dev.jbuild.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformTest {
  @ParameterizedTest
  @CsvSource({
    "linux/amd64, linux/amd64",
    "Linux/x86_64, linux/amd64",
    "linux/aarch64, linux/arm64",
    "linux/arm64/v8, linux/arm64",
    "linux/arm64/v9, linux/arm64/v9",
    "linux/arm, linux/arm/v7",
    "linux/arm/6, linux/arm/v6",
    "linux/armel, linux/arm/v6",
    "linux/i686, linux/386",
    "linux/amd64/v3, linux/amd64/v3",
    "amd64, linux/amd64",
    "aarch64, linux/arm64",
    "windows/amd64, windows/amd64"
  })
  void normalisesAsContainerdDoes(String text, String normal) {
    assertThat(Platform.parse(text)).hasToString(normal);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "linux", "linux/", "/amd64", "linux/amd64/v1/x", "linux/am d"})
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> Platform.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a platform: \"" + text + "\"");
  }

  @ParameterizedTest
  @CsvSource({
    "linux/amd64, linux/amd64, true",
    "linux/amd64, linux/arm64, false",
    "linux/arm64, linux/arm64/v9, true",
    "linux/arm/v6, linux/arm/v7, false",
    "windows/amd64, linux/amd64, false"
  })
  void acceptsWhatRunsOnIt(String asked, String offered, boolean runs) {
    assertThat(Platform.parse(asked).accepts(Platform.parse(offered))).isEqualTo(runs);
  }
}
