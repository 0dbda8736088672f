package dev.jbuild.cli.progress;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How the controlling terminal treats what is typed, as {@code stty -g} writes it: a program that
 * is killed may leave it in a state in which nothing can be read.
 */
record TerminalModes(String saved) {

  /** The modes now; empty where there is no terminal or no {@code stty}. */
  static Optional<TerminalModes> current() {
    String answer = stty("-g");
    return answer.isEmpty() ? Optional.empty() : Optional.of(new TerminalModes(answer));
  }

  void restore() {
    String _ = stty(saved);
  }

  /** What stty answers: nothing where it can't be asked. */
  static String stty(String argument) {
    try {
      Process stty =
          new ProcessBuilder("stty", argument)
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    } catch (IOException noTerminalOrNoStty) {
      return "";
    }
  }
}
