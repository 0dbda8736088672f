package dev.jbuild.builder.plan;

import com.google.common.collect.Iterables;
import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.ast.Instruction.Arg;
import dev.jbuild.parser.word.WordExpander;
import java.util.Optional;

/** The variables before the first FROM: the platform arguments, then what ARG declares there. */
final class GlobalScope {
  private final PlanRequest request;
  private final WordExpander expander;
  private final Problems problems;
  private Scope scope;

  private GlobalScope(
      PlanRequest request, String target, WordExpander expander, Problems problems) {
    this.request = request;
    this.expander = expander;
    this.problems = problems;
    this.scope = Scope.of(PredefinedArguments.platforms(request, target));
  }

  static Scope of(Dockerfile file, PlanRequest request, WordExpander expander, Problems problems) {
    String target =
        request.target().or(() -> Iterables.getLast(file.stages()).name()).orElse("default");
    GlobalScope global = new GlobalScope(request, target, expander, problems);
    for (Arg arg : file.metaArgs()) {
      global.declare(arg);
    }
    return global.scope;
  }

  private void declare(Arg arg) {
    for (Arg.Declaration declaration : arg.declarations()) {
      String name = declaration.name().text();
      try {
        value(arg, declaration).ifPresent(value -> scope = scope.withVariable(name, value));
      } catch (Refusal e) {
        problems.add(e.diagnostic());
      }
    }
  }

  private Optional<String> value(Arg arg, Arg.Declaration declaration) throws Refusal {
    String given = request.buildArgs().get(declaration.name().text());
    if (given != null) {
      return Optional.of(given);
    }
    return new Words(expander, Step.own(arg), scope, problems).expand(declaration.defaultValue());
  }
}
