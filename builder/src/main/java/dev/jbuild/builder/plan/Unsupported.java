package dev.jbuild.builder.plan;

import dev.jbuild.parser.ast.Instruction.Run;
import dev.jbuild.parser.ast.RunMount;
import dev.jbuild.parser.ast.Word;
import java.util.Locale;

/** Refuses what the language has and jbuild does not do yet: nothing is silently ignored. */
final class Unsupported {
  private Unsupported() {}

  static void check(Step step) throws Refusal {
    if (step.instruction() instanceof Run run) {
      checkRun(step, run);
    }
  }

  private static void checkRun(Step step, Run run) throws Refusal {
    for (RunMount mount : run.flags().mounts()) {
      boolean isPlanned =
          switch (mount.type()) {
            case BIND, CACHE, TMPFS -> true;
            case SECRET, SSH -> false;
          };
      if (isPlanned) {
        continue;
      }
      String type = mount.type().name().toLowerCase(Locale.ROOT);
      throw Refusal.notSupported(step.place(mount.span()), "RUN --mount=type=" + type);
    }
    for (Word device : run.flags().devices()) {
      throw Refusal.notSupported(step.place(device.span()), "RUN --device=" + device.text());
    }
    for (Word security : run.flags().security().stream().toList()) {
      if (!security.text().equals("sandbox")) {
        throw Refusal.notSupported(
            step.place(security.span()), "RUN --security=" + security.text());
      }
    }
  }
}
