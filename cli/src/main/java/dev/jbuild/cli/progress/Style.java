package dev.jbuild.cli.progress;

import java.util.Locale;
import java.util.Map;

/**
 * How the terminal view may write.
 *
 * @param color false where NO_COLOR is set
 * @param unicode false where the locale's encoding is not UTF-8
 */
public record Style(boolean color, boolean unicode) {
  private static final String UNICODE_SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
  private static final String ASCII_SPINNER = "|/-\\";
  private static final String RESET = "\u001b[0m";

  /** As the environment asks (no-color.org; POSIX locale variables). */
  public static Style of(Map<String, String> environment) {
    String locale =
        environment.getOrDefault(
            "LC_ALL", environment.getOrDefault("LC_CTYPE", environment.getOrDefault("LANG", "")));
    String encoding = locale.toLowerCase(Locale.ROOT).replace("-", "");
    boolean noColor = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Style(!noColor, encoding.endsWith("utf8"));
  }

  String done(String text) {
    return paint("32", text);
  }

  String failed(String text) {
    return paint("1;31", text);
  }

  String running(String text) {
    return paint("36", text);
  }

  String faint(String text) {
    return paint("2", text);
  }

  String doneMark() {
    return unicode ? "✔" : "+";
  }

  String failedMark() {
    return unicode ? "✘" : "x";
  }

  String spinner(long tick) {
    String frames = unicode ? UNICODE_SPINNER : ASCII_SPINNER;
    return String.valueOf(frames.charAt((int) Math.floorMod(tick, (long) frames.length())));
  }

  String ellipsis() {
    return unicode ? "…" : "~";
  }

  private String paint(String code, String text) {
    return color ? "\u001b[" + code + "m" + text + RESET : text;
  }
}
