package dev.jbuild.cli.command;

import java.util.List;

/** One command. */
public interface Command {

  /**
   * Runs to its end and gives the exit status. What it throws, the caller shows.
   *
   * @param arguments what follows the command's name
   */
  int run(List<String> arguments, Session session) throws Exception;

  /** What {@code --help} shows. */
  String help();
}
