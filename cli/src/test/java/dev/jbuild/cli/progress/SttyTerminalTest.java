package dev.jbuild.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SttyTerminalTest {
  @Test
  void readsRowsThenColumns() {
    assertThat(SttyTerminal.parse("50 132")).contains(new TerminalSize(132, 50));
    assertThat(SttyTerminal.parse("0 0")).isEmpty();
    assertThat(SttyTerminal.parse("stty: not a tty")).isEmpty();
  }

  @Test
  void aTerminalIsNeverTooSmallToShowAnything() {
    assertThat(new TerminalSize(1, 1)).isEqualTo(new TerminalSize(20, 4));
  }
}
