package dev.jbuild.parser.source;

import com.google.common.collect.ImmutableList;

/**
 * A Dockerfile's text under the name that messages show.
 *
 * @param name as the user wrote it, such as {@code docker/Dockerfile}
 * @param text decoded as UTF-8, without a byte order mark, with its line ends as they are
 */
public record SourceText(String name, String text) {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  public SourceText {
    if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
      text = text.substring(1);
    }
  }

  /**
   * The lines without their ends. Only a line feed ends a line; carriage returns before it are
   * dropped.
   */
  public ImmutableList<String> lines() {
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    int start = 0;
    while (start < text.length()) {
      int feed = text.indexOf('\n', start);
      int end = feed < 0 ? text.length() : feed;
      lines.add(text.substring(start, withoutCarriageReturns(start, end)));
      start = end + 1;
    }
    return lines.build();
  }

  private int withoutCarriageReturns(int start, int end) {
    int trimmed = end;
    while (trimmed > start && text.charAt(trimmed - 1) == '\r') {
      trimmed--;
    }
    return trimmed;
  }
}
