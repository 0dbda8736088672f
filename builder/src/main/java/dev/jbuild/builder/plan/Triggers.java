package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.ast.Instruction.OnBuild;
import dev.jbuild.parser.ast.Stage;
import dev.jbuild.parser.source.Span;

/** What ONBUILD left for the stages built on an image or a stage. */
final class Triggers {
  private Triggers() {}

  static ImmutableList<Step> ofStage(Stage parent) {
    ImmutableList.Builder<Step> steps = ImmutableList.builder();
    for (Instruction instruction : parent.instructions()) {
      if (instruction instanceof OnBuild onBuild) {
        steps.add(Step.stageTrigger(onBuild.trigger()));
      }
    }
    return steps.build();
  }

  static ImmutableList<Step> ofImage(ResolvedBase base, Stage child, Problems problems) {
    Span span = child.from().image().span();
    ImmutableList.Builder<Step> steps = ImmutableList.builder();
    for (String trigger : base.config().container().onBuild()) {
      problems.add(Refusal.notSupported(span, "ONBUILD of an image: " + trigger).diagnostic());
    }
    return steps.build();
  }
}
