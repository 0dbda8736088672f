package dev.jbuild.cli;

import com.google.common.collect.ImmutableMap;
import dev.jbuild.cli.command.Command;
import dev.jbuild.cli.command.CommandName;
import dev.jbuild.cli.command.Session;
import dev.jbuild.cli.command.Tools;
import dev.jbuild.cli.option.UsageException;
import dev.jbuild.parser.diagnostic.Suggestion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The command line tool: finds the command, runs it, and says how it ended. */
public final class Jbuild {
  /** Commands of others, and what does the same here. */
  private static final ImmutableMap<String, String> ELSEWHERE =
      ImmutableMap.of(
          "load",
          "; `jbuild copy docker-archive:FILE store:NAME` takes an image out of an archive");

  private final Console console;
  private final Map<String, String> environment;
  private final Tools tools;

  public Jbuild(Console console, Map<String, String> environment, Tools tools) {
    this.console = console;
    this.environment = environment;
    this.tools = tools;
  }

  /** Runs a command line to its end and gives the exit status. Throws nothing. */
  public int run(List<String> arguments) {
    try {
      return dispatch(arguments);
    } catch (Throwable failure) {
      return new ErrorPrinter(console.err(), environment).print(failure);
    } finally {
      console.flush();
    }
  }

  private int dispatch(List<String> arguments) throws Exception {
    String first = arguments.isEmpty() ? "--help" : arguments.getFirst();
    if (first.equals("--help") || first.equals("-h")) {
      return CommandName.HELP.command().run(List.of(), session());
    }
    if (first.equals("--version")) {
      return CommandName.VERSION.command().run(List.of(), session());
    }
    Optional<CommandName> name = CommandName.parse(first);
    if (name.isPresent()) {
      return name.get().command().run(arguments.subList(1, arguments.size()), session());
    }
    refuseMistypedCommand(first);
    Command build = CommandName.BUILD.command();
    return build.run(arguments, session());
  }

  /** What is neither an option nor a directory was probably meant to be a command. */
  private static void refuseMistypedCommand(String first) throws UsageException {
    boolean isWord = first.matches("[a-z][a-z-]*");
    if (isWord && !Files.exists(Path.of(first))) {
      throw new UsageException(
          "no such command or directory: "
              + first
              + Optional.ofNullable(ELSEWHERE.get(first))
                  .orElseGet(() -> Suggestion.clause(first, CommandName.words()))
              + " (see `jbuild --help`)");
    }
  }

  private Session session() {
    return new Session(console, environment, tools);
  }
}
