package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.DockerfileParser;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.ast.Instruction.OnBuild;
import dev.jbuild.parser.ast.Stage;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.diagnostic.InvalidDockerfileException;
import dev.jbuild.parser.source.SourceText;
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
      try {
        SourceText source = new SourceText("ONBUILD of " + base.reference().familiar(), trigger);
        steps.add(Step.imageTrigger(DockerfileParser.parseTrigger(source), span));
      } catch (InvalidDockerfileException e) {
        problems.add(
            Diagnostic.error(
                span,
                "invalid ONBUILD trigger in "
                    + base.reference().familiar()
                    + ": "
                    + e.diagnostics().get(0).message(),
                "the image stores: " + trigger));
      }
    }
    return steps.build();
  }
}
