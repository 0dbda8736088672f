package dev.jbuild.cli.progress;

import java.util.regex.Pattern;

/** Makes text from anywhere safe and short enough for one line of a terminal. */
final class TerminalText {
  private static final Pattern ESCAPES =
      Pattern.compile(
          "\u001b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)?|[@-Z\\\\^_])");
  private static final Pattern CONTROLS = Pattern.compile("\\p{Cc}");
  private static final Pattern TABS = Pattern.compile("\t");

  private TerminalText() {}

  /**
   * What a line of output looks like in the end: what a carriage return overwrote is gone, escape
   * sequences and control characters too.
   */
  static String visible(String line) {
    String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    text = text.substring(text.lastIndexOf('\r') + 1);
    text = ESCAPES.matcher(text).replaceAll("");
    return CONTROLS.matcher(TABS.matcher(text).replaceAll("    ")).replaceAll("");
  }

  /** At most so many cells, with the mark at the end where something was cut. */
  static String cut(String text, int cells, String mark) {
    if (cells(text) <= cells) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    int used = cells(mark);
    for (int point : text.codePoints().toArray()) {
      used += cells(point);
      if (used > cells) {
        break;
      }
      kept.appendCodePoint(point);
    }
    return kept + mark;
  }

  /** How many cells the text takes. */
  static int cells(String text) {
    return text.codePoints().map(TerminalText::cells).sum();
  }

  private static int cells(int point) {
    if (point < 0x300) {
      return 1;
    }
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    return isWide(point) ? 2 : 1;
  }

  /** The blocks of Unicode's East Asian Width W and F, and emoji, roughly. */
  private static boolean isWide(int point) {
    return (point >= 0x1100 && point <= 0x115f)
        || (point >= 0x2e80 && point <= 0xa4cf)
        || (point >= 0xac00 && point <= 0xd7a3)
        || (point >= 0xf900 && point <= 0xfaff)
        || (point >= 0xfe30 && point <= 0xfe6f)
        || (point >= 0xff00 && point <= 0xff60)
        || (point >= 0xffe0 && point <= 0xffe6)
        || (point >= 0x1f300 && point <= 0x1faff)
        || (point >= 0x20000 && point <= 0x3fffd);
  }
}
