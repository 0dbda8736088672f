package dev.jbuild.builder.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoTextTest {

  @Test
  void listsHaveNoCommas() {
    assertThat(GoText.list(List.of("/a", "/b c"))).isEqualTo("[/a /b c]");
    assertThat(GoText.quotedList(List.of("sh", "-c"))).isEqualTo("[\"sh\" \"-c\"]");
    assertThat(GoText.quotedList(List.of())).isEqualTo("[]");
  }

  @Test
  void quotesEscapeWhatCannotBePrinted() {
    assertThat(GoText.quoted("a\"b\\c\n\t\u0007\u0001\u007f"))
        .isEqualTo("\"a\\\"b\\\\c\\n\\t\\a\\x01\\x7f\"");
    assertThat(GoText.quoted("é 漢 😀")).isEqualTo("\"é 漢 😀\"");
    assertThat(GoText.quoted("\u200b\u00a0\u2028")).isEqualTo("\"\\u200b\\u00a0\\u2028\"");
  }

  @Test
  void quotesIntegersAsCharacters() {
    assertThat(GoText.quotedCharacter(3)).isEqualTo("'\\x03'");
    assertThat(GoText.quotedCharacter(10)).isEqualTo("'\\n'");
    assertThat(GoText.quotedCharacter('\'')).isEqualTo("'\\''");
    assertThat(GoText.quotedCharacter('"')).isEqualTo("'\"'");
    assertThat(GoText.quotedCharacter(0x110000)).isEqualTo("'\ufffd'");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0s",
    "PT0.000000001S, 1ns",
    "PT0.0000015S, 1.5µs",
    "PT0.5S, 500ms",
    "PT0.0015S, 1.5ms",
    "PT1.5S, 1.5s",
    "PT30S, 30s",
    "PT1M, 1m0s",
    "PT1H, 1h0m0s",
    "PT100H2M3.25S, 100h2m3.25s"
  })
  void durationsHaveTheirUnits(Duration duration, String text) {
    assertThat(GoText.duration(duration)).isEqualTo(text);
  }
}
