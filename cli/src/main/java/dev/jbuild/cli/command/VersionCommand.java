package dev.jbuild.cli.command;

import dev.jbuild.cli.ExitStatus;
import java.util.List;
import java.util.Optional;

/** {@code jbuild version}. */
final class VersionCommand implements Command {

  @Override
  public int run(List<String> arguments, Session session) {
    session.console().out().println("jbuild " + version());
    return ExitStatus.DONE;
  }

  /** As the jar's manifest has it; classes outside of a jar have none. */
  private static String version() {
    return Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion())
        .orElse("(development)");
  }

  @Override
  public String help() {
    return "Usage: jbuild version\n\nShows the version.\n";
  }
}
