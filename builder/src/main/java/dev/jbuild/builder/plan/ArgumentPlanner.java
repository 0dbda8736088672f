package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.ast.Instruction.Arg;
import dev.jbuild.parser.ast.Instruction.Arg.Declaration;
import java.util.Optional;

/** Plans ARG. Unlike all others, each of its words sees those before it. */
final class ArgumentPlanner {
  private ArgumentPlanner() {}

  static StageState plan(StageState state, Step step, Arg arg, StageContext context)
      throws Refusal {
    ImmutableList.Builder<String> declared = ImmutableList.builder();
    StageState next = state;
    for (Declaration declaration : arg.declarations()) {
      String name = declaration.name().text();
      Optional<String> value = value(next, step, declaration, context);
      next = next.withScope(declare(next.scope(), name, value));
      declared.add(value.map(text -> name + "=" + text).orElse(name));
    }
    return next.recorded("ARG " + String.join(" ", declared.build()));
  }

  private static Optional<String> value(
      StageState state, Step step, Declaration declaration, StageContext context) throws Refusal {
    String name = declaration.name().text();
    String given = context.request().buildArgs().get(name);
    if (given != null) {
      return Optional.of(given);
    }
    if (declaration.defaultValue().isPresent()) {
      return context.words(state, step).expand(declaration.defaultValue());
    }
    return context.globals().environment().get(name);
  }

  private static Scope declare(Scope scope, String name, Optional<String> value) {
    Scope declared = scope.withArgument(name, value);
    return value.isPresent() && PredefinedArguments.isVariable(name)
        ? declared.withVariable(name, value.get())
        : declared;
  }
}
