package dev.jbuild.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LogLinesTest {
  private final LogLines lines = new LogLines();

  @Test
  void joinsWhatWasCutAnywhere() {
    byte[] bytes = "größe\nzwei\r\ndrei".getBytes(StandardCharsets.UTF_8);
    StringBuilder seen = new StringBuilder();
    for (byte next : bytes) {
      lines.add(new byte[] {next}).forEach(line -> seen.append(line).append('|'));
    }
    assertThat(seen).hasToString("größe|zwei|");
    assertThat(lines.tail(5)).containsExactly("größe", "zwei", "drei");
    assertThat(lines.flush()).containsExactly("drei");
    assertThat(lines.flush()).isEmpty();
  }

  @Test
  void remembersTheLastTen() {
    for (int i = 0; i < 50; i++) {
      lines.add((i + "\n").getBytes(StandardCharsets.UTF_8));
    }
    assertThat(lines.tail(99)).hasSize(10).last().isEqualTo("49");
    assertThat(lines.tail(2)).containsExactly("48", "49");
  }

  @Test
  void anEndlessLineIsCut() {
    assertThat(lines.add(new byte[200_000])).hasSize(3);
  }
}
