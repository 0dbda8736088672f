package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.diagnostic.Severity;
import java.util.Optional;

/** Says which of BuildKit's own build arguments were given and change nothing here. */
final class IdleArguments {
  private static final ImmutableSet<String> NAMES =
      ImmutableSet.of(
          "BUILDKIT_BUILD_NAME",
          "BUILDKIT_INLINE_CACHE",
          "BUILDKIT_MULTI_PLATFORM",
          "BUILDKIT_SBOM_SCAN_CONTEXT",
          "BUILDKIT_SBOM_SCAN_STAGE");

  private IdleArguments() {}

  static void warn(Dockerfile file, PlanRequest request, Problems problems) {
    for (String name : Sets.intersection(NAMES, request.buildArgs().keySet())) {
      problems.add(
          new Diagnostic(
              Severity.WARNING,
              file.stages().get(0).from().span(),
              "build-arg " + name + " has no effect in jbuild",
              Optional.empty(),
              Optional.empty()));
    }
  }
}
