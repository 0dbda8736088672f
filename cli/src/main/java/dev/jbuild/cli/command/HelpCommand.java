package dev.jbuild.cli.command;

import dev.jbuild.cli.ExitStatus;
import dev.jbuild.cli.option.UsageException;
import dev.jbuild.parser.diagnostic.Suggestion;
import java.util.List;
import java.util.Optional;

/** {@code jbuild help [COMMAND]}. */
final class HelpCommand implements Command {
  private static final String HEAD =
      """
      jbuild makes container images from Dockerfiles: no daemon, no root.

      Usage: jbuild [build] [OPTIONS] CONTEXT
             jbuild COMMAND [OPTIONS] [ARGUMENTS]

      Commands:
      """;
  private static final int COLUMN = 13;
  private static final String TAIL =
      """

      Examples:
        jbuild -t mymodel:v1 .
        jbuild -t 127.0.0.1:5000/team/mymodel:v1 --push .
        jbuild -f docker/Dockerfile --target runtime -o type=oci,dest=image.tar .
        jbuild inspect --gpu mymodel:v1

      `jbuild COMMAND --help` says more of each; `jbuild build --help` lists the options.
      """;

  @Override
  public int run(List<String> arguments, Session session) throws UsageException {
    session.console().out().print(arguments.isEmpty() ? help() : helpOf(arguments.getFirst()));
    return ExitStatus.DONE;
  }

  private static String helpOf(String word) throws UsageException {
    Optional<CommandName> name = CommandName.parse(word);
    if (name.isEmpty()) {
      throw new UsageException(
          "no such command: " + word + Suggestion.clause(word, CommandName.words()));
    }
    return name.get().command().help();
  }

  @Override
  public String help() {
    StringBuilder text = new StringBuilder(HEAD);
    for (CommandName name : CommandName.values()) {
      String word = name.word();
      text.append("  ").append(word).repeat(' ', COLUMN - word.length()).append(name.summary());
      text.append('\n');
    }
    return text.append(TAIL).toString();
  }
}
