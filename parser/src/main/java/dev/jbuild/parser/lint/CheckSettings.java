package dev.jbuild.parser.lint;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.ast.Word;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.source.Span;
import java.util.Locale;
import java.util.Optional;

/**
 * What the directive {@code # check=} says, such as {@code skip=RuleA,RuleB;error=true}.
 *
 * @param skip the rules that are to be silent
 * @param error whether a finding is to fail the build
 * @param experimental the experimental rules that are wanted
 */
public record CheckSettings(RuleNames skip, boolean error, RuleNames experimental) {
  /** The build argument that stands in for the directive. */
  public static final String ARGUMENT = "BUILDKIT_DOCKERFILE_CHECK";

  private static final Splitter OPTIONS = Splitter.on(';').trimResults().omitEmptyStrings();

  /**
   * The settings of a Dockerfile.
   *
   * @param argument the value of {@link #ARGUMENT}, which goes before the directive
   * @throws InvalidDockerfileException for an option that does not exist
   */
  public static CheckSettings of(Dockerfile file, Optional<String> argument)
      throws InvalidDockerfileException {
    Optional<Word> directive = file.directives().check();
    String text = argument.or(() -> directive.map(Word::text)).orElse("");
    try {
      return parse(text);
    } catch (IllegalArgumentException e) {
      Span span = directive.filter(_ -> argument.isEmpty()).map(Word::span).orElse(Span.START);
      String from = argument.isPresent() ? " (of build argument " + ARGUMENT + ")" : "";
      throw new InvalidDockerfileException(
          file.source(),
          ImmutableList.of(
              Diagnostic.error(
                  span,
                  "failed to parse check options: " + e.getMessage() + from,
                  "write check=skip=RULE,RULE;error=true")));
    }
  }

  /**
   * Parses a directive's value.
   *
   * @throws IllegalArgumentException for an option that does not exist; the message names it
   */
  static CheckSettings parse(String text) {
    RuleNames skip = RuleNames.NONE;
    RuleNames experimental = RuleNames.NONE;
    boolean error = false;
    for (String option : OPTIONS.split(text)) {
      int equals = option.indexOf('=');
      String key = equals < 0 ? option : option.substring(0, equals).strip();
      String value = equals < 0 ? "" : option.substring(equals + 1).strip();
      switch (equals < 0 ? "" : key) {
        case "skip" -> skip = RuleNames.parse(value);
        case "error" -> error = isTrue(option, value);
        case "experimental" -> experimental = RuleNames.parse(value);
        default -> throw new IllegalArgumentException("invalid check option \"" + key + "\"");
      }
    }
    return new CheckSettings(skip, error, experimental);
  }

  private static boolean isTrue(String option, String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true", "1", "t" -> true;
      case "false", "0", "f" -> false;
      default ->
          throw new IllegalArgumentException(
              "failed to parse check option \"" + option + "\": expected true or false");
    };
  }
}
