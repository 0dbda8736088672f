package dev.jbuild.builder.plan;

import dev.jbuild.parser.word.Environment;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Commands as the progress view shows them: with the values of the variables that are set. */
final class ShownCommand {
  private static final Pattern PART =
      Pattern.compile(
          "'[^']*'|\\\\.|\\$(?:\\{(?<braced>\\w+)}|(?<plain>[A-Za-z_]\\w*))", Pattern.DOTALL);

  private ShownCommand() {}

  /** What is quoted, escaped, or not set here, is the shell's business and stays as it is. */
  static String of(String command, Environment environment) {
    return PART.matcher(command)
        .replaceAll(part -> Matcher.quoteReplacement(shown(part, environment)));
  }

  private static String shown(MatchResult part, Environment environment) {
    String name = part.group("braced") == null ? part.group("plain") : part.group("braced");
    return name == null ? part.group() : environment.get(name).orElseGet(part::group);
  }
}
