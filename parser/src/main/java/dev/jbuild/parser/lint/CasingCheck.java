package dev.jbuild.parser.lint;

import com.google.common.base.Splitter;
import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.diagnostic.Problems;
import dev.jbuild.parser.source.Span;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Upper and lower case of instructions and of AS. */
final class CasingCheck implements FileCheck {
  private static final Splitter WORDS = Splitter.onPattern("\\s+");

  /** An instruction's name as it stands in the file. */
  private record Name(String text, Instruction instruction) {
    boolean isUpper() {
      return text.equals(text.toUpperCase(Locale.ROOT));
    }

    boolean isLower() {
      return text.equals(text.toLowerCase(Locale.ROOT));
    }

    Span span() {
      Span.Position start = instruction.span().start();
      return new Span(start, new Span.Position(start.line(), start.column() + text.length()));
    }
  }

  @Override
  public void check(Dockerfile file, Problems findings) {
    List<Name> names = names(file);
    long upper = names.stream().filter(Name::isUpper).count();
    long lower = names.stream().filter(Name::isLower).count();
    for (Name name : names) {
      if (lower > upper ? !name.isLower() : !name.isUpper()) {
        String fact = name.text() + " is not " + (lower > upper ? "lower" : "upper") + " case";
        findings.add(
            Rules.CONSISTENT_INSTRUCTION_CASING.at(
                name.span(), fact + " as most instructions are"));
      }
      if (name.instruction() instanceof Instruction.From from && from.name().isPresent()) {
        checkAs(name, from, findings);
      }
    }
  }

  private static void checkAs(Name name, Instruction.From from, Problems findings) {
    List<String> words = WORDS.splitToList(from.original());
    String as = words.get(words.size() - 2);
    boolean differs = name.isUpper() ? !as.equals("AS") : name.isLower() && !as.equals("as");
    if (differs) {
      findings.add(
          Rules.FROM_AS_CASING.at(from.span(), as + " is not in the case of " + name.text()));
    }
  }

  private static List<Name> names(Dockerfile file) {
    List<String> lines = file.source().lines();
    return Stream.concat(
            file.metaArgs().stream(),
            file.stages().stream()
                .flatMap(
                    stage -> Stream.concat(Stream.of(stage.from()), stage.instructions().stream())))
        .flatMap(instruction -> name(lines, instruction).stream())
        .toList();
  }

  /** Empty where a continuation cuts the name in two. */
  private static Optional<Name> name(List<String> lines, Instruction instruction) {
    Span.Position start = instruction.span().start();
    String rest = lines.get(start.line() - 1).substring(start.column() - 1);
    String text = WORDS.splitToList(rest).get(0);
    String keyword = WORDS.splitToList(instruction.original()).get(0);
    return text.equalsIgnoreCase(keyword)
        ? Optional.of(new Name(text, instruction))
        : Optional.empty();
  }
}
