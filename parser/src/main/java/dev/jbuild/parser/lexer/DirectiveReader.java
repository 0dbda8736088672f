package dev.jbuild.parser.lexer;

import com.google.common.collect.ImmutableSet;
import dev.jbuild.parser.ast.Directives;
import dev.jbuild.parser.ast.Word;
import dev.jbuild.parser.diagnostic.Problems;
import dev.jbuild.parser.source.Span;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the directives at the head of a file. An interpreter line ({@code #!}) may stand first:
 * then {@code escape} says nothing, as in BuildKit, which looks for it from the very first line.
 */
final class DirectiveReader {
  private static final Pattern DIRECTIVE =
      Pattern.compile("\\s*#\\s*([a-zA-Z][a-zA-Z0-9]*)\\s*=\\s*(\\S|\\S.*\\S)\\s*");
  private static final ImmutableSet<String> KNOWN = ImmutableSet.of("syntax", "escape", "check");

  private final Problems problems;
  private final Map<String, Word> values = new HashMap<>();
  private final boolean interpreted;
  private int next;

  DirectiveReader(PhysicalLines lines, Problems problems) {
    this.problems = problems;
    this.interpreted = lines.count() > 0 && lines.content(0).startsWith("#!");
    this.next = interpreted ? 1 : 0;
    while (next < lines.count() && read(lines.content(next))) {
      next++;
    }
  }

  /** The first line that is no directive. */
  int next() {
    return next;
  }

  Directives directives() {
    return new Directives(
        Optional.ofNullable(values.get("syntax")), Optional.ofNullable(values.get("check")));
  }

  char escape() {
    @Nullable Word chosen = interpreted ? null : values.get("escape");
    return chosen == null ? '\\' : chosen.text().charAt(0);
  }

  private boolean read(String line) {
    Matcher matcher = DIRECTIVE.matcher(line);
    if (!matcher.matches() || !KNOWN.contains(key(matcher))) {
      return false;
    }
    String key = key(matcher);
    if (values.putIfAbsent(key, new Word(matcher.group(2), span(matcher, 2))) != null) {
      problems.error(
          span(matcher, 1),
          "only one " + key + " parser directive can be used",
          "keep one # " + key + "= line");
    }
    if (key.equals("escape") && !interpreted && !matcher.group(2).matches("[\\\\`]")) {
      problems.error(
          span(matcher, 2),
          "invalid escape token '" + matcher.group(2) + "'",
          "write # escape=\\ or # escape=`");
    }
    return true;
  }

  private static String key(Matcher matcher) {
    return matcher.group(1).toLowerCase(Locale.ROOT);
  }

  private Span span(Matcher matcher, int group) {
    return Span.of(next + 1, matcher.start(group) + 1, next + 1, matcher.end(group) + 1);
  }
}
