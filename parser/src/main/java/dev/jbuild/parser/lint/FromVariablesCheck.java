package dev.jbuild.parser.lint;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.ast.Word;
import dev.jbuild.parser.diagnostic.Problems;
import dev.jbuild.parser.word.WordException;
import dev.jbuild.parser.word.WordExpander;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The variables in FROM. */
final class FromVariablesCheck implements Check {
  private static final ImmutableSet<String> PREDEFINED = predefined();

  @Override
  public void check(Dockerfile file, Problems findings) {
    Set<String> declared = new HashSet<>(PREDEFINED);
    for (Instruction.Arg arg : file.metaArgs()) {
      arg.declarations().forEach(declaration -> declared.add(declaration.name().text()));
    }
    WordExpander expander = new WordExpander(file.escape());
    file.stages().stream()
        .flatMap(stage ->
            Stream.concat(stage.from().platform().stream(), Stream.of(stage.from().image())))
        .forEach(word -> checkDeclared(word, declared, expander, findings));
    file.stages().forEach(stage -> checkPlatform(stage.from(), findings));
  }

  private static void checkDeclared(
      Word word, Set<String> declared, WordExpander expander, Problems findings) {
    for (String name : missing(word, declared, expander)) {
      findings.add(
          Rules.UNDEFINED_ARG_IN_FROM.at(
              word.span(), "no ARG " + name + " stands before the first FROM"));
    }
  }

  /** A word that can't be expanded is an error of the build, not a matter of style. */
  private static ImmutableSet<String> missing(
      Word word, Set<String> declared, WordExpander expander) {
    try {
      return expander
          .expansion(word.text(), name -> Optional.of("x").filter(some -> declared.contains(name)))
          .unset();
    } catch (WordException e) {
      return ImmutableSet.of();
    }
  }

  private static void checkPlatform(Instruction.From from, Problems findings) {
    from.platform()
        .filter(word -> word.text().matches("\\$(TARGETPLATFORM|\\{TARGETPLATFORM})"))
        .ifPresent(word ->
            findings.add(
                Rules.REDUNDANT_TARGET_PLATFORM.at(
                    word.span(), "the target platform is the default: remove --platform")));
  }

  private static ImmutableSet<String> predefined() {
    ImmutableSet.Builder<String> names = ImmutableSet.<String>builder().add("TARGETSTAGE");
    for (String part : ImmutableList.of("PLATFORM", "OS", "OSVERSION", "ARCH", "VARIANT")) {
      names.add("BUILD" + part, "TARGET" + part);
    }
    return names.build();
  }
}
