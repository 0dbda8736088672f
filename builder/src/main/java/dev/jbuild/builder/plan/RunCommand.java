package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.jbuild.parser.ast.CommandLine;
import dev.jbuild.parser.ast.Heredoc;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a RUN carries out.
 *
 * @param scripts files to be mounted for it, by absolute path
 * @param summary what the progress view adds to the instruction: the start of a here-document
 */
record RunCommand(
    ImmutableList<String> arguments, ImmutableMap<String, String> scripts, String summary) {
  private static final Pattern WHOLE_HEREDOC = Pattern.compile("\\d*<<-?\\s*(?<name>[^<]*)");
  private static final String SCRIPTS = "/dev/pipes/";

  static RunCommand of(ImmutableList<String> arguments) {
    return new RunCommand(arguments, ImmutableMap.of(), "");
  }

  static RunCommand of(StageState state, CommandLine.Shell shell) {
    if (shell.heredocs().isEmpty()) {
      return of(StartPlanner.inShell(state, shell.text()));
    }
    Heredoc first = shell.heredocs().get(0);
    return isWhole(shell.text(), first)
        ? document(state, first)
        : of(StartPlanner.inShell(state, reconstituted(shell)));
  }

  /** Whether the text is nothing but {@code <<EOF}. */
  private static boolean isWhole(String text, Heredoc heredoc) {
    Matcher matcher = WHOLE_HEREDOC.matcher(text.strip());
    return matcher.matches()
        && matcher.group("name").replaceAll("['\"\\\\]", "").equals(heredoc.name());
  }

  private static RunCommand document(StageState state, Heredoc heredoc) {
    String summary = " (" + summary(heredoc.content()) + ")";
    if (!heredoc.content().startsWith("#!")) {
      return new RunCommand(
          StartPlanner.inShell(state, heredoc.content()), ImmutableMap.of(), summary);
    }
    String path = SCRIPTS + heredoc.name();
    return new RunCommand(
        StartPlanner.inShell(state, path), ImmutableMap.of(path, heredoc.content()), summary);
  }

  /** The text with its here-documents, for a shell that reads them itself. */
  private static String reconstituted(CommandLine.Shell shell) {
    StringBuilder text = new StringBuilder(shell.text());
    for (Heredoc heredoc : shell.heredocs()) {
      text.append('\n').append(heredoc.content()).append(heredoc.name());
    }
    return text.toString();
  }

  private static String summary(String content) {
    ImmutableList<String> lines = content.strip().lines().collect(ImmutableList.toImmutableList());
    String first = lines.isEmpty() ? "" : lines.get(0);
    return lines.size() > 1 ? first + "..." : first;
  }
}
