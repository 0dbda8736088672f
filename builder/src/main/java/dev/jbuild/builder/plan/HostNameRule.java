package dev.jbuild.builder.plan;

import dev.jbuild.parser.ast.Dockerfile;
import dev.jbuild.parser.diagnostic.Diagnostic;
import java.util.regex.Pattern;

/** The build argument that says what RUN's machine is called. */
public final class HostNameRule {
  /** Its name. */
  public static final String ARGUMENT = "BUILDKIT_SANDBOX_HOSTNAME";

  private static final Pattern NAME =
      Pattern.compile("[a-zA-Z0-9]([a-zA-Z0-9.-]{0,62}[a-zA-Z0-9])?");

  private HostNameRule() {}

  static void check(Dockerfile file, PlanRequest request, Problems problems) {
    String name = request.buildArgs().getOrDefault(ARGUMENT, "");
    if (!name.isEmpty() && !NAME.matcher(name).matches()) {
      problems.add(
          Diagnostic.error(
              file.stages().get(0).from().span(),
              "build-arg " + ARGUMENT + ": \"" + name + "\" is not a host name",
              "use letters, digits, dots and hyphens, at most 64 of them"));
    }
  }
}
