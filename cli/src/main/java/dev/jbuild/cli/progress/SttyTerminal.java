package dev.jbuild.cli.progress;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * This process's controlling terminal, measured by {@code stty size}: Java has no call for it.
 * Where that fails, the environment's COLUMNS and LINES count, else 80 by 24.
 */
public final class SttyTerminal implements Terminal {
  private final TerminalSize fallback;

  public SttyTerminal(Map<String, String> environment) {
    this.fallback =
        new TerminalSize(
            number(environment.get("COLUMNS"), TerminalSize.DEFAULT.columns()),
            number(environment.get("LINES"), TerminalSize.DEFAULT.rows()));
  }

  @Override
  public TerminalSize size() {
    return parse(TerminalModes.stty("size")).orElse(fallback);
  }

  /** Reads {@code rows columns}; some terminals do not know theirs and say {@code 0 0}. */
  static Optional<TerminalSize> parse(String answer) {
    if (!answer.matches("[1-9]\\d{0,4} [1-9]\\d{0,4}")) {
      return Optional.empty();
    }
    int space = answer.indexOf(' ');
    return Optional.of(
        new TerminalSize(
            Integer.parseInt(answer, space + 1, answer.length(), 10),
            Integer.parseInt(answer, 0, space, 10)));
  }

  private static int number(@Nullable String text, int fallback) {
    return text != null && text.matches("[1-9]\\d{0,4}") ? Integer.parseInt(text) : fallback;
  }
}
