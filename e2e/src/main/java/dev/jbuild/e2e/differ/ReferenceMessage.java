package dev.jbuild.e2e.differ;

import com.google.common.collect.ImmutableList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code docker build} prints when it refuses. */
final class ReferenceMessage {
  private static final Pattern LAST =
      Pattern.compile(
          "(?m)^ERROR: (?:failed to build: )?(?:failed to solve: )?"
              + "(?:dockerfile parse error on line \\d+: |failed to process \"?)?(.*)$");

  private ReferenceMessage() {}

  /** The fact that it names at the end, to be cut to its key phrases by a person. */
  static ImmutableList<String> phrases(String output) {
    Matcher matcher = LAST.matcher(output);
    return matcher.find() ? ImmutableList.of(matcher.group(1)) : ImmutableList.of();
  }
}
