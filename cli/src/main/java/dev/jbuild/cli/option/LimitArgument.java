package dev.jbuild.cli.option;

import dev.jbuild.parser.diagnostic.Suggestion;
import dev.jbuild.sandbox.ProcessLimit;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code --ulimit NAME=SOFT[:HARD]}; -1 is no limit. */
final class LimitArgument {
  private static final Pattern FORM = Pattern.compile("([^=]*)=(-1|\\d{1,18})(?::(-1|\\d{1,18}))?");

  private LimitArgument() {}

  static ProcessLimit parse(String argument) throws UsageException {
    Matcher matcher = FORM.matcher(argument);
    if (!matcher.matches()) {
      throw new UsageException(
          "--ulimit " + argument + ": expected NAME=SOFT[:HARD], such as nofile=1024:4096");
    }
    ProcessLimit.Resource resource = resource(matcher.group(1));
    long soft = Long.parseLong(matcher.group(2));
    long hard = matcher.group(3) == null ? soft : Long.parseLong(matcher.group(3));
    try {
      return new ProcessLimit(resource, soft, hard);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--ulimit " + argument + ": " + e.getMessage());
    }
  }

  private static ProcessLimit.Resource resource(String word) throws UsageException {
    List<String> words =
        Arrays.stream(ProcessLimit.Resource.values()).map(ProcessLimit.Resource::word).toList();
    return Arrays.stream(ProcessLimit.Resource.values())
        .filter(resource -> resource.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new UsageException(
                "--ulimit: unknown limit \"" + word + "\"" + Suggestion.clause(word, words)));
  }
}
