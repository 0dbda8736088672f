package dev.jbuild.parser.lexer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.diagnostic.Problems;
import dev.jbuild.parser.source.SourceText;
import java.util.ArrayList;
import java.util.List;

/** Cuts a Dockerfile into statements: one pass, each line looked at once. */
public final class Lexer {
  private static final int MAX_LINE_BYTES = 65535;
  private static final ImmutableSet<String> HEREDOC_INSTRUCTIONS =
      ImmutableSet.of("RUN", "COPY", "ADD");

  private final PhysicalLines lines;
  private final Problems problems;
  private final DirectiveReader directives;
  private final char escape;
  private final ImmutableList.Builder<Statement> statements = ImmutableList.builder();
  private final List<String> comments = new ArrayList<>();
  private int next;

  private Lexer(SourceText source, Problems problems) {
    this.lines = new PhysicalLines(source);
    this.problems = problems;
    this.directives = new DirectiveReader(lines, problems);
    this.escape = directives.escape();
    this.next = directives.next();
  }

  /** What is wrong goes to {@code problems}; the statements are those that could be read. */
  public static LexedFile lex(SourceText source, Problems problems) {
    return new Lexer(source, problems).run();
  }

  private LexedFile run() {
    checkLengths();
    while (next < lines.count()) {
      String line = lines.content(next);
      if (isComment(line)) {
        comment(line);
        next++;
      } else if (isBlank(line)) {
        next++;
      } else {
        readStatement();
        comments.clear();
      }
    }
    return new LexedFile(directives.directives(), escape, statements.build());
  }

  /** Only what starts its line with the hash can describe something. */
  private void comment(String line) {
    String text = line.startsWith("#") ? line.substring(1).strip() : line.strip();
    if (!text.isEmpty()) {
      comments.add(text);
    }
  }

  private void checkLengths() {
    for (int line = 0; line < lines.count(); line++) {
      String content = lines.content(line);
      if (content.length() * 3L > MAX_LINE_BYTES
          && content.getBytes(UTF_8).length > MAX_LINE_BYTES) {
        problems.error(
            lines.span(line),
            "dockerfile line greater than max allowed size of " + MAX_LINE_BYTES,
            "break it into several lines, or COPY a file instead");
      }
    }
  }

  private void readStatement() {
    Fragment whole = Fragment.of(readJoinedLine());
    if (whole.isEmpty()) {
      return;
    }
    Statement statement = Statement.of(whole, ImmutableList.of(), ImmutableList.copyOf(comments));
    HeredocReader heredocs = new HeredocReader(lines, next, problems);
    statements.add(statement.withHeredocs(heredocs.read(heredocWords(statement))));
    next = heredocs.next();
  }

  private JoinedLine readJoinedLine() {
    JoinedLine.Builder joined = new JoinedLine.Builder();
    boolean open = append(joined);
    boolean warned = false;
    while (open && next < lines.count()) {
      String line = lines.content(next);
      if (isBlank(line)) {
        if (!warned) {
          warnEmptyContinuation();
        }
        warned = true;
        next++;
      } else if (isComment(line)) {
        next++;
      } else {
        open = append(joined);
      }
    }
    return joined.build();
  }

  /** Adds the next line; true if the statement goes on after it. */
  private boolean append(JoinedLine.Builder joined) {
    String line = lines.content(next);
    int end = continuation(line);
    joined.add(end < 0 ? line : line.substring(0, end), next + 1, 1);
    next++;
    return end >= 0;
  }

  /** Where the escape character stands that continues this line, or -1. */
  private int continuation(String line) {
    int last = line.length() - 1;
    while (last >= 0 && (line.charAt(last) == ' ' || line.charAt(last) == '\t')) {
      last--;
    }
    boolean escaped = last >= 0 && line.charAt(last) == escape;
    return escaped && (last == 0 || line.charAt(last - 1) != escape) ? last : -1;
  }

  private void warnEmptyContinuation() {
    problems.add(
        Diagnostic.warning(
            "NoEmptyContinuation", lines.span(next), "empty line inside a continued instruction"));
  }

  private static ImmutableList<HeredocWord> heredocWords(Statement statement) {
    Statement holder = statement.keyword().equals("ONBUILD") ? statement.trigger() : statement;
    boolean allowed =
        HEREDOC_INSTRUCTIONS.contains(holder.keyword()) && !JsonArray.isArray(holder.arguments());
    return allowed ? HeredocWords.in(holder.arguments()) : ImmutableList.of();
  }

  private static boolean isBlank(String line) {
    return Whitespace.skip(line, 0, line.length()) == line.length();
  }

  private static boolean isComment(String line) {
    int first = Whitespace.skip(line, 0, line.length());
    return first < line.length() && line.charAt(first) == '#';
  }
}
