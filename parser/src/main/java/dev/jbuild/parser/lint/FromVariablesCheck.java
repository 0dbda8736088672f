package dev.jbuild.parser.lint;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.ast.Word;
import dev.jbuild.parser.diagnostic.Problems;
import dev.jbuild.parser.diagnostic.Suggestion;
import dev.jbuild.parser.word.Environment;
import dev.jbuild.parser.word.Expansion;
import dev.jbuild.parser.word.WordException;
import dev.jbuild.parser.word.WordExpander;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The variables in FROM. */
final class FromVariablesCheck implements FileCheck {
  private static final String TARGET = "TARGETPLATFORM";
  private static final ImmutableSet<String> PREDEFINED = predefined();

  @Override
  public void check(Dockerfile file, Problems findings) {
    ImmutableSet.Builder<String> declared = ImmutableSet.<String>builder().addAll(PREDEFINED);
    for (Instruction.Arg arg : file.metaArgs()) {
      arg.declarations().forEach(declaration -> declared.add(declaration.name().text()));
    }
    ImmutableSet<String> names = declared.build();
    WordExpander expander = new WordExpander(file.escape());
    Environment environment = name -> Optional.of(name).filter(names::contains);
    file.stages().forEach(stage -> check(stage.from(), names, expander, environment, findings));
  }

  private static void check(
      Instruction.From from,
      ImmutableSet<String> declared,
      WordExpander expander,
      Environment environment,
      Problems findings) {
    from.platform()
        .ifPresent(word ->
            expand(word, expander, environment)
                .ifPresent(expansion -> checkPlatform(from, word, expansion, findings)));
    Stream.concat(from.platform().stream(), Stream.of(from.image()))
        .forEach(word ->
            expand(word, expander, environment)
                .ifPresent(expansion -> checkDeclared(word, expansion, declared, findings)));
  }

  /** A word that can't be expanded is an error of the build, and not a matter of style. */
  private static Optional<Expansion> expand(
      Word word, WordExpander expander, Environment environment) {
    try {
      return Optional.of(expander.expansion(word.text(), environment));
    } catch (WordException e) {
      return Optional.empty();
    }
  }

  private static void checkDeclared(
      Word word, Expansion expansion, ImmutableSet<String> declared, Problems findings) {
    for (String name : expansion.unset()) {
      findings.add(
          Rules.UNDEFINED_ARG_IN_FROM.at(
              word.span(),
              "FROM argument '" + name + "' is not declared: no ARG before the first FROM has it",
              Suggestion.question(name, declared)));
    }
  }

  /** Each variable has its own name for a value here. */
  private static void checkPlatform(
      Instruction.From from, Word word, Expansion expansion, Problems findings) {
    if (expansion.used().equals(ImmutableSet.of(TARGET)) && expansion.value().equals(TARGET)) {
      findings.add(
          Rules.REDUNDANT_TARGET_PLATFORM.at(
              word.span(),
              "Setting platform to " + word.text() + " is redundant: it is the default"));
    }
    if (expansion.used().isEmpty() && !namesItsPlatform(from, expansion.value())) {
      findings.add(
          Rules.FROM_PLATFORM_FLAG_CONST_DISALLOWED.at(
              word.span(),
              "FROM --platform flag should not use constant value \"" + word.text() + "\""));
    }
  }

  /** A stage for one platform that says so in its name is meant. */
  private static boolean namesItsPlatform(Instruction.From from, String platform) {
    String stage = from.name().orElse("").toLowerCase(Locale.ROOT);
    return Stream.of(platform.split("/", -1)).limit(2).anyMatch(part -> stage.contains(part));
  }

  private static ImmutableSet<String> predefined() {
    ImmutableSet.Builder<String> names = ImmutableSet.<String>builder().add("TARGETSTAGE");
    for (String part : ImmutableList.of("PLATFORM", "OS", "OSVERSION", "ARCH", "VARIANT")) {
      names.add("BUILD" + part, "TARGET" + part);
    }
    return names.build();
  }
}
