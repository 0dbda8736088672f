package dev.jbuild.builder.plan;

import com.google.common.collect.Sets;
import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.ast.Stage;
import dev.jbuild.parser.ast.Word;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.diagnostic.Severity;
import dev.jbuild.parser.diagnostic.Suggestion;
import dev.jbuild.parser.source.Span;
import dev.jbuild.parser.word.WordException;
import dev.jbuild.parser.word.WordExpander;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds the contexts with names that nothing in the Dockerfile asks for: misspelt ones, mostly. */
final class UnusedContexts {
  private final Scope globals;
  private final WordExpander expander;
  private final Set<String> names = new TreeSet<>();

  private UnusedContexts(Scope globals, WordExpander expander) {
    this.globals = globals;
    this.expander = expander;
  }

  static void warn(
      Dockerfile file,
      List<ReachedStage> reached,
      PlanRequest request,
      Scope globals,
      WordExpander expander,
      Problems problems) {
    if (request.contexts().byName().isEmpty()) {
      return;
    }
    UnusedContexts asked = new UnusedContexts(globals, expander);
    file.stages().forEach(asked::add);
    reached.forEach(stage -> stage.steps().forEach(step -> asked.add(step.instruction())));
    Optional.ofNullable(request.buildArgs().get(SourceDateEpoch.NAME))
        .or(() -> globals.environment().get(SourceDateEpoch.NAME))
        .ifPresent(asked::add);
    for (String unused : Sets.difference(request.contexts().names(), asked.names)) {
      problems.add(warning(file.stages().get(0).from().span(), unused, asked.names));
    }
  }

  private static Diagnostic warning(Span span, String unused, Set<String> names) {
    return new Diagnostic(
        Severity.WARNING,
        span,
        "build-context " + unused + " is not used: no FROM, --from or stage has that name",
        Optional.empty(),
        Suggestion.question(unused, names));
  }

  private void add(Stage stage) {
    stage.name().ifPresent(this::add);
    try {
      add(expander.expand(stage.from().image().text(), globals.environment()));
    } catch (WordException e) {
      add(stage.from().image().text()); // An error, if the stage is needed.
    }
    stage.instructions().forEach(this::add);
  }

  private void add(Instruction instruction) {
    if (instruction instanceof Instruction.OnBuild onBuild) {
      add(onBuild.trigger());
    }
    Reachability.origins(instruction).stream().map(Word::text).forEach(this::add);
  }

  private void add(String name) {
    try {
      names.add(NamedContexts.normal(StageTable.key(name)));
    } catch (IllegalArgumentException e) {
      return; // No context can have that name.
    }
  }
}
