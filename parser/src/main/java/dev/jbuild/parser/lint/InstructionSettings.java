package dev.jbuild.parser.lint;

import com.google.common.collect.ImmutableRangeMap;
import com.google.common.collect.Range;
import dev.jbuild.parser.ast.Comments;
import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.ast.Stage;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.source.Span;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The comments {@code # check=skip=RULE} above instructions: each speaks of its instruction only.
 *
 * @param skips the silent rules, by the lines of the instruction
 */
record InstructionSettings(ImmutableRangeMap<Integer, RuleNames> skips) {
  private static final Pattern CHECK =
      Pattern.compile("check\\s*=\\s*(?<value>\\S+).*", Pattern.CASE_INSENSITIVE);

  static InstructionSettings of(Dockerfile file) {
    ImmutableRangeMap.Builder<Integer, RuleNames> skips = ImmutableRangeMap.builder();
    file.metaArgs().forEach(arg -> add(arg, file.comments(), skips));
    for (Stage stage : file.stages()) {
      add(stage.from(), file.comments(), skips);
      stage.instructions().forEach(instruction -> add(instruction, file.comments(), skips));
    }
    return new InstructionSettings(skips.build());
  }

  private static void add(
      Instruction instruction,
      Comments comments,
      ImmutableRangeMap.Builder<Integer, RuleNames> skips) {
    Span span = instruction.span();
    for (String comment : comments.above(span)) {
      Matcher matcher = CHECK.matcher(comment);
      if (matcher.matches()) {
        Range<Integer> lines = Range.closed(span.start().line(), span.end().line());
        skip(matcher.group("value")).ifPresent(skip -> skips.put(lines, skip));
        return;
      }
    }
  }

  /** What can't be read is an ordinary comment. */
  private static Optional<RuleNames> skip(String value) {
    try {
      return Optional.of(CheckSettings.parse(value).skip());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether a comment is meant for the checks, and not for people. */
  static boolean isCheck(String comment) {
    return CHECK.matcher(comment).matches();
  }

  boolean skips(Diagnostic finding, String rule) {
    RuleNames names = skips.get(finding.span().start().line());
    return names != null && names.contains(rule);
  }
}
