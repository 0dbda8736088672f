package dev.jbuild.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTextTest {
  @Test
  void whatCannotBeSeenIsGone() {
    assertThat(TerminalText.visible("\u001b[1;32mok\u001b[0m")).isEqualTo("ok");
    assertThat(TerminalText.visible("\u001b]0;title\u0007text")).isEqualTo("text");
    assertThat(TerminalText.visible("\u001b[2K\u001b[1Aup")).isEqualTo("up");
    assertThat(TerminalText.visible("a\tb\u0007\u0000c")).isEqualTo("a    bc");
  }

  @Test
  void ofAProgressBarTheLastStateCounts() {
    assertThat(TerminalText.visible("10%\r50%\r100%")).isEqualTo("100%");
    assertThat(TerminalText.visible("100%\r")).isEqualTo("100%");
  }

  @ParameterizedTest
  @CsvSource({"hello,5,hello", "hello,4,hel~", "日本語,6,日本語", "日本語,5,日本~", "日本語,4,日~"})
  void cutsByCells(String text, int cells, String expected) {
    assertThat(TerminalText.cut(text, cells, "~")).isEqualTo(expected);
  }

  @Test
  void combiningMarksTakeNoCell() {
    assertThat(TerminalText.cells("e\u0301")).isEqualTo(1);
  }
}
