package dev.jbuild.parser.lexer;

import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.ast.Heredoc;
import dev.jbuild.parser.diagnostic.Problems;
import java.util.regex.Pattern;

/** Reads the bodies of here-documents, one after the other, from a line on. */
final class HeredocReader {
  private static final Pattern LEADING_TABS = Pattern.compile("(?m)^\t+");

  private final PhysicalLines lines;
  private final Problems problems;
  private int next;

  HeredocReader(PhysicalLines lines, int next, Problems problems) {
    this.lines = lines;
    this.next = next;
    this.problems = problems;
  }

  /** The line after the last terminator. */
  int next() {
    return next;
  }

  ImmutableList<HeredocBody> read(ImmutableList<HeredocWord> words) {
    ImmutableList.Builder<HeredocBody> bodies = ImmutableList.builder();
    for (HeredocWord word : words) {
      int first = next;
      int terminator = find(word);
      if (terminator < 0) {
        reportUnterminated(word, first);
        next = lines.count();
        break;
      }
      next = terminator + 1;
      bodies.add(body(word, first, terminator));
    }
    return bodies.build();
  }

  private int find(HeredocWord word) {
    for (int line = next; line < lines.count(); line++) {
      if (terminates(word, lines.content(line))) {
        return line;
      }
    }
    return -1;
  }

  private static boolean terminates(HeredocWord word, String line) {
    return line.equals(word.name())
        || (word.stripTabs() && LEADING_TABS.matcher(line).replaceFirst("").equals(word.name()));
  }

  private HeredocBody body(HeredocWord word, int first, int terminator) {
    String raw = lines.raw(first, terminator);
    String content = word.stripTabs() ? LEADING_TABS.matcher(raw).replaceAll("") : raw;
    Heredoc heredoc =
        new Heredoc(
            word.name(),
            word.fileDescriptor(),
            word.expand(),
            word.stripTabs(),
            content,
            lines.span(first, terminator));
    return new HeredocBody(word.word(), heredoc, raw);
  }

  private void reportUnterminated(HeredocWord word, int first) {
    problems.error(
        word.word().span(), "unterminated heredoc \"" + word.name() + "\"", help(word, first));
  }

  private String help(HeredocWord word, int first) {
    for (int line = first; line < lines.count(); line++) {
      if (lines.content(line).strip().equals(word.name())) {
        return "line " + (line + 1) + " has white space beside \"" + word.name() + "\": remove it";
      }
    }
    return "end it with a line that holds only " + word.name();
  }
}
