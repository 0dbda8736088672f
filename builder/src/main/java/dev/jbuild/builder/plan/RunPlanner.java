package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.graph.Entitlement;
import dev.jbuild.builder.graph.Operation;
import dev.jbuild.builder.graph.Operation.Network;
import dev.jbuild.builder.graph.StepDevice;
import dev.jbuild.parser.ast.CommandLine;
import dev.jbuild.parser.ast.Instruction.Run;
import dev.jbuild.parser.ast.RunDevice;
import dev.jbuild.parser.ast.Word;
import dev.jbuild.parser.source.Span;
import java.util.Optional;

/** Plans RUN. */
final class RunPlanner {
  private final StageContext context;

  RunPlanner(StageContext context) {
    this.context = context;
  }

  StageState plan(StageState state, Step step, Run run) throws Refusal {
    RunCommand command = command(state, run.command());
    Operation.Run operation =
        new Operation.Run(
            state.root(),
            command.arguments(),
            state.scope().environment(),
            PredefinedArguments.proxies(context.request().buildArgs()),
            state.workingDirectory(),
            state.container().user(),
            network(step, run),
            isInsecure(step, run),
            command.scripts(),
            MountPlanner.plan(context, state, step, run.flags().mounts()),
            devices(state, step, run));
    String shown = ShownCommand.of(run.original(), state.scope().environment()) + command.summary();
    return state.recorded(
        createdBy(state.scope(), command.arguments()), context.add(state, step, operation, shown));
  }

  private static RunCommand command(StageState state, CommandLine command) {
    return switch (command) {
      case CommandLine.Exec exec -> RunCommand.of(exec.words());
      case CommandLine.Shell shell -> RunCommand.of(state, shell);
    };
  }

  private ImmutableList<StepDevice> devices(StageState state, Step step, Run run) throws Refusal {
    ImmutableList.Builder<StepDevice> devices = ImmutableList.builder();
    Words words = context.words(state, step);
    for (RunDevice device : run.flags().devices()) {
      devices.add(new StepDevice(words.expand(device.name()), device.required()));
    }
    return devices.build();
  }

  /** The parser let nothing else through than default, host and none. */
  private Network network(Step step, Run run) throws Refusal {
    Optional<Word> flag = run.flags().network();
    return switch (flag.map(Word::text).orElse("default")) {
      case "host" -> {
        require(Entitlement.NETWORK_HOST, step.place(flag.orElseThrow().span()));
        yield Network.HOST;
      }
      case "none" -> Network.NONE;
      default -> context.request().runs().network();
    };
  }

  /** The parser let nothing else through than sandbox and insecure. */
  private boolean isInsecure(Step step, Run run) throws Refusal {
    Optional<Word> flag = run.flags().security();
    if (!flag.map(Word::text).orElse("sandbox").equals("insecure")) {
      return false;
    }
    require(Entitlement.SECURITY_INSECURE, step.place(flag.orElseThrow().span()));
    return true;
  }

  private void require(Entitlement entitlement, Span span) throws Refusal {
    if (!context.request().runs().allowed().contains(entitlement)) {
      throw Refusal.at(
          span, entitlement.word() + " is not allowed", "pass --allow " + entitlement.word());
    }
  }

  /** {@code RUN |1 A=b /bin/sh -c make # buildkit}, with the arguments that were declared. */
  private static String createdBy(Scope scope, ImmutableList<String> arguments) {
    StringBuilder text = new StringBuilder("RUN ");
    if (scope.arguments().size() > 0) {
      text.append('|').append(scope.arguments().size()).append(' ');
    }
    scope
        .arguments()
        .forEach((name, value) -> text.append(name).append('=').append(value).append(' '));
    return text.append(String.join(" ", arguments)).append(" # buildkit").toString();
  }
}
