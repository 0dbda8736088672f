package dev.jbuild.builder.plan;

import static java.time.Duration.ZERO;

import com.google.common.collect.ImmutableList;
import dev.jbuild.oci.ContainerConfig;
import dev.jbuild.oci.Healthcheck;
import dev.jbuild.parser.ast.CommandLine;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.ast.Instruction.Cmd;
import dev.jbuild.parser.ast.Instruction.Entrypoint;
import dev.jbuild.parser.ast.Instruction.Shell;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Plans the instructions that say how a container starts. */
final class StartPlanner {
  private static final ImmutableList<String> DEFAULT_SHELL = ImmutableList.of("/bin/sh", "-c");

  private StartPlanner() {}

  static StageState cmd(StageState state, Cmd cmd) {
    ImmutableList<String> words = words(state, cmd.command());
    ContainerConfig container = state.container().withCmd(words.isEmpty() ? null : words);
    return state
        .withContainer(container.withArgsEscaped())
        .withCommandSet()
        .recorded("CMD " + GoText.quotedList(words));
  }

  /** An inherited CMD was meant for the inherited ENTRYPOINT: it goes with it. */
  static StageState entrypoint(StageState state, Entrypoint entrypoint) {
    ImmutableList<String> words = words(state, entrypoint.command());
    ContainerConfig container = state.container().withEntrypoint(words.isEmpty() ? null : words);
    return state
        .withContainer(state.commandSet() ? container : container.withCmd(null))
        .recorded("ENTRYPOINT " + GoText.quotedList(words));
  }

  static StageState shell(StageState state, Shell shell) {
    return state
        .withContainer(state.container().withShell(shell.words()))
        .recorded("SHELL " + GoText.list(shell.words()));
  }

  static StageState healthcheck(StageState state, Instruction.Healthcheck instruction) {
    Healthcheck healthcheck =
        new Healthcheck(
            test(instruction.command()),
            instruction.interval().orElse(ZERO),
            instruction.timeout().orElse(ZERO),
            instruction.startPeriod().orElse(ZERO),
            instruction.startInterval().orElse(ZERO),
            instruction.retries().orElse(0));
    return state
        .withContainer(state.container().withHealthcheck(healthcheck))
        .recorded(createdBy(healthcheck));
  }

  private static ImmutableList<String> test(Optional<CommandLine> command) {
    if (command.isEmpty()) {
      return ImmutableList.of("NONE");
    }
    return switch (command.get()) {
      case CommandLine.Shell shell -> ImmutableList.of("CMD-SHELL", shell.text());
      case CommandLine.Exec exec ->
          ImmutableList.<String>builder().add("CMD").addAll(exec.words()).build();
    };
  }

  private static String createdBy(Healthcheck healthcheck) {
    String durations =
        Stream.of(
                healthcheck.interval(),
                healthcheck.timeout(),
                healthcheck.startPeriod(),
                healthcheck.startInterval())
            .map(duration -> GoText.quoted(GoText.duration(duration)))
            .collect(Collectors.joining(" "));
    return "HEALTHCHECK &{"
        + GoText.quotedList(healthcheck.test())
        + (" " + durations + " " + GoText.quotedCharacter(healthcheck.retries()))
        + "}";
  }

  private static ImmutableList<String> words(StageState state, CommandLine command) {
    return switch (command) {
      case CommandLine.Exec exec -> exec.words();
      case CommandLine.Shell shell -> inShell(state, shell.text());
    };
  }

  /** The command that has the stage's shell carry out the text. */
  static ImmutableList<String> inShell(StageState state, String text) {
    ImmutableList<String> shell =
        state.container().shell().filter(words -> !words.isEmpty()).orElse(DEFAULT_SHELL);
    return ImmutableList.<String>builder().addAll(shell).add(text).build();
  }
}
