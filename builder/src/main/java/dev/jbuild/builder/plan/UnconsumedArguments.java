package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.ast.Instruction.Arg;
import dev.jbuild.parser.diagnostic.Diagnostic;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the build arguments that were given and that no ARG of the file declares. */
final class UnconsumedArguments {
  private UnconsumedArguments() {}

  static void warn(
      Dockerfile file, List<ReachedStage> stages, PlanRequest request, Problems problems) {
    Set<String> declared = declared(file, stages);
    ImmutableList<String> unconsumed =
        request.buildArgs().keySet().stream()
            .filter(name -> !declared.contains(name))
            .filter(name -> !PredefinedArguments.needsNoDeclaration(name))
            .sorted()
            .collect(ImmutableList.toImmutableList());
    if (!unconsumed.isEmpty()) {
      problems.add(
          Diagnostic.warning(
              file.stages().get(0).from().span(),
              "One or more build-args " + GoText.list(unconsumed) + " were not consumed"));
    }
  }

  private static Set<String> declared(Dockerfile file, List<ReachedStage> stages) {
    Stream<Instruction> written =
        file.stages().stream().flatMap(stage -> stage.instructions().stream());
    Stream<Instruction> triggered =
        stages.stream().flatMap(stage -> stage.steps().stream()).map(Step::instruction);
    return Streams.concat(file.metaArgs().stream(), written, triggered)
        .filter(Arg.class::isInstance)
        .flatMap(arg -> ((Arg) arg).declarations().stream())
        .map(declaration -> declaration.name().text())
        .collect(Collectors.toSet());
  }
}
