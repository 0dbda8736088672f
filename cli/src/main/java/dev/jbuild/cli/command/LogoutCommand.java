package dev.jbuild.cli.command;

import dev.jbuild.cli.ExitStatus;
import dev.jbuild.cli.option.Arguments;
import dev.jbuild.cli.option.CommandSpec;
import dev.jbuild.cli.option.RegistryArgument;

/** {@code jbuild logout}. */
final class LogoutCommand extends SpecifiedCommand {

  @Override
  CommandSpec spec() {
    return CommandSpec.of("logout").with("[REGISTRY]", "Host and port; Docker Hub without it");
  }

  @Override
  CommandHelp usage() {
    return CommandHelp.of(
        "jbuild logout [REGISTRY]",
        "Forgets the password of a registry, as `docker logout` does.",
        "jbuild logout ghcr.io");
  }

  @Override
  int run(Arguments arguments, Session session) throws Exception {
    String registry = RegistryArgument.of("logout", arguments);
    try (Engine engine = session.tools().open()) {
      boolean known = engine.logout(registry);
      session
          .console()
          .out()
          .println(known ? "logged out of " + registry : "not logged in to " + registry);
    }
    return ExitStatus.DONE;
  }
}
