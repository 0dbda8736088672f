package dev.jbuild.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
  @ParameterizedTest
  @CsvSource({
    "0,0 B",
    "999,999 B",
    "1000,1.00 kB",
    "41250,41.3 kB",
    "99949,99.9 kB",
    "99951,100 kB",
    "999499,999 kB",
    "999500,1.00 MB",
    "1920000000,1.92 GB",
    "9995000000,10.0 GB",
    "9223372036854775807,9223 PB"
  })
  void bytes(long bytes, String shown) {
    assertThat(ByteSize.of(bytes)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0.0s",
    "49,0.0s",
    "50,0.1s",
    "59949,59.9s",
    "59950,1m00s",
    "125000,2m05s",
    "3725000,1h02m"
  })
  void durations(long millis, String shown) {
    assertThat(Elapsed.of(Duration.ofMillis(millis))).isEqualTo(shown);
  }

  @Test
  void plainDurationsStayInSeconds() {
    assertThat(Elapsed.seconds(Duration.ofSeconds(125))).isEqualTo("125.0s");
    assertThat(Elapsed.stamp(Duration.ofMillis(12_045))).isEqualTo("12.045");
  }

  @Test
  void tablesAlign() {
    assertThat(new TextTable("NAME", "SIZE").row("a", "1 B").row("longer", "").lines())
        .containsExactly("NAME     SIZE", "a        1 B", "longer");
  }
}
