package dev.jbuild.builder.plan;

import dev.jbuild.parser.ast.Instruction.Run;
import dev.jbuild.parser.ast.Word;

/** Refuses what the language has and jbuild does not do yet: nothing is silently ignored. */
final class Unsupported {
  private Unsupported() {}

  static void check(Step step) throws Refusal {
    if (step.instruction() instanceof Run run) {
      checkRun(step, run);
    }
  }

  private static void checkRun(Step step, Run run) throws Refusal {
    for (Word device : run.flags().devices()) {
      throw Refusal.notSupported(step.place(device.span()), "RUN --device=" + device.text());
    }
  }
}
