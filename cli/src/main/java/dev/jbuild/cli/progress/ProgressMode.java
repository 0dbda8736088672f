package dev.jbuild.cli.progress;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code --progress} may say. */
public enum ProgressMode {
  /** The terminal view where standard error is a terminal, else plain text. */
  AUTO,
  TTY,
  PLAIN,
  RAWJSON,
  QUIET;

  /** As it is written on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ProgressMode> parse(String word) {
    return Arrays.stream(values()).filter(mode -> mode.word().equals(word)).findFirst();
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(ProgressMode::word).toList();
  }
}
