package dev.jbuild.cli.command;

import dev.jbuild.cli.ExitStatus;
import dev.jbuild.cli.option.Arguments;
import dev.jbuild.cli.option.CommandSpec;
import dev.jbuild.cli.option.RefusedOptions;
import java.util.List;

/** A command whose arguments are checked against a specification. */
abstract class SpecifiedCommand implements Command {

  /** What it takes. */
  abstract CommandSpec spec();

  abstract CommandHelp usage();

  /** Does it; gives the exit status. */
  abstract int run(Arguments arguments, Session session) throws Exception;

  /** Options that are known but not taken. */
  RefusedOptions refused() {
    return RefusedOptions.NONE;
  }

  @Override
  public final int run(List<String> line, Session session) throws Exception {
    Arguments arguments = Arguments.parse(spec(), line, refused());
    if (arguments.helpRequested()) {
      session.console().out().print(help());
      return ExitStatus.DONE;
    }
    return run(arguments, session);
  }

  @Override
  public final String help() {
    return usage().text(spec());
  }
}
