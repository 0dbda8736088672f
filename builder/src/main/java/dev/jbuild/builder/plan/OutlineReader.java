package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.plan.Outline.Argument;
import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.ast.Instruction.Arg;
import dev.jbuild.parser.ast.Instruction.From;
import dev.jbuild.parser.ast.Word;
import dev.jbuild.parser.source.Span;
import dev.jbuild.parser.word.WordException;
import dev.jbuild.parser.word.WordExpander;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds what planned stages take from outside. What is nearest to the target goes first. */
final class OutlineReader {
  private static final Comparator<Span> BY_PLACE =
      Comparator.<Span>comparingInt(span -> span.start().line())
          .thenComparingInt(span -> span.start().column());

  private final Dockerfile file;
  private final Set<String> given;
  private final Scope globals;
  private final WordExpander expander;
  private final Map<String, Before> before = new HashMap<>();
  private final Map<String, Argument> arguments = new HashMap<>();
  private final MountedSecrets mounted;

  /** An argument from before the first FROM. */
  private record Before(Arg arg, Arg.Declaration declaration) {}

  /**
   * Reads nothing yet.
   *
   * @param globals the variables before the first FROM
   */
  OutlineReader(Dockerfile file, PlanRequest request, Scope globals, WordExpander expander) {
    this.file = file;
    this.given = request.buildArgs().keySet();
    this.globals = globals;
    this.expander = expander;
    this.mounted = new MountedSecrets(expander);
    for (Arg arg : file.metaArgs()) {
      for (Arg.Declaration declaration : arg.declarations()) {
        before.put(declaration.name().text(), new Before(arg, declaration));
      }
    }
  }

  /**
   * Adds a stage; those that are nearer to the target come first.
   *
   * @param end the stage after its last step
   */
  void add(ReachedStage stage, StageState end) {
    for (Step step : stage.steps().reverse()) {
      if (step.instruction() instanceof Arg arg) {
        arg.declarations().forEach(declaration -> declared(declaration, arg, step.span(), end));
      }
    }
    mounted.add(stage, end);
    From from = stage.node().stage().from();
    Stream.concat(Stream.of(from.image()), from.platform().stream())
        .forEach(word -> usedBefore(used(word)));
  }

  Outline outline(StageNode target) {
    From from = target.stage().from();
    Optional<String> name = from.name().map(text -> text.toLowerCase(Locale.ROOT));
    return new Outline(
        name,
        name.flatMap(text -> file.comments().describing(text, from.span())),
        arguments.values().stream()
            .sorted(Comparator.comparing(Argument::span, BY_PLACE).thenComparing(Argument::name))
            .collect(ImmutableList.toImmutableList()),
        mounted.secrets(),
        mounted.ssh());
  }

  /** An ARG that takes its value from one before the first FROM stands for that one. */
  private void declared(Arg.Declaration declaration, Arg arg, Span span, StageState end) {
    String name = declaration.name().text();
    boolean inherits = declaration.defaultValue().isEmpty() && !given.contains(name);
    if (inherits && globals.environment().contains(name)) {
      usedBefore(List.of(name));
    } else {
      String value = end.scope().arguments().get(name).orElse("");
      put(name, arg, span, value);
    }
  }

  private void usedBefore(Collection<String> names) {
    for (String name : names) {
      Before known = before.get(name);
      if (known != null && !arguments.containsKey(name)) {
        put(name, known.arg(), known.arg().span(), globals.environment().get(name).orElse(""));
        known.declaration().defaultValue().ifPresent(word -> usedBefore(used(word)));
      }
    }
  }

  private void put(String name, Arg arg, Span span, String value) {
    Optional<String> description = file.comments().describing(name, arg.span());
    arguments.putIfAbsent(name, new Argument(name, description, value, span));
  }

  private Set<String> used(Word word) {
    try {
      return expander.expansion(word.text(), globals.environment()).used();
    } catch (WordException e) {
      throw new IllegalStateException("planned already: " + word.text(), e);
    }
  }
}
