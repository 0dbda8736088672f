package dev.jbuild.builder.plan;

import dev.jbuild.builder.graph.Operation.MakeDirectory;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.ast.Instruction.Add;
import dev.jbuild.parser.ast.Instruction.Arg;
import dev.jbuild.parser.ast.Instruction.Cmd;
import dev.jbuild.parser.ast.Instruction.Copy;
import dev.jbuild.parser.ast.Instruction.Entrypoint;
import dev.jbuild.parser.ast.Instruction.Env;
import dev.jbuild.parser.ast.Instruction.Expose;
import dev.jbuild.parser.ast.Instruction.From;
import dev.jbuild.parser.ast.Instruction.Healthcheck;
import dev.jbuild.parser.ast.Instruction.Label;
import dev.jbuild.parser.ast.Instruction.Maintainer;
import dev.jbuild.parser.ast.Instruction.OnBuild;
import dev.jbuild.parser.ast.Instruction.Run;
import dev.jbuild.parser.ast.Instruction.Shell;
import dev.jbuild.parser.ast.Instruction.StopSignal;
import dev.jbuild.parser.ast.Instruction.User;
import dev.jbuild.parser.ast.Instruction.Volume;
import dev.jbuild.parser.ast.Instruction.Workdir;

/** Plans one step: the stage before it in, the stage after it out. */
final class InstructionPlanner {
  private final StageContext context;
  private final RunPlanner runs;
  private final CopyPlanner copies;

  InstructionPlanner(StageContext context) {
    this.context = context;
    this.runs = new RunPlanner(context);
    this.copies = new CopyPlanner(context);
  }

  StageState plan(StageState state, Step step) throws Refusal {
    Words words = context.words(state, step);
    Instruction instruction = step.instruction();
    return switch (instruction) {
      case From from -> throw Refusal.at(step.place(from.span()), "FROM inside a stage");
      case Run run -> runs.plan(state, step, run);
      case Copy copy -> copies.plan(state, step, CopyInstruction.of(copy));
      case Add add -> copies.plan(state, step, CopyInstruction.of(add));
      case Workdir workdir -> {
        String path = words.expand(workdir.path());
        if (!state.workdirSet()) {
          ValueRules.firstWorkdir(path, step.place(workdir.path().span()), context.problems());
        }
        yield workdir(state.withWorkdirSet(), step, path);
      }
      case Arg arg -> ArgumentPlanner.plan(state, step, arg, context);
      case Env env -> ConfigPlanner.env(state, words, env);
      case Label label -> ConfigPlanner.label(state, words, label);
      case User user -> ConfigPlanner.user(state, words, user);
      case Volume volume -> ConfigPlanner.volume(state, words, volume);
      case Expose expose -> ConfigPlanner.expose(state, words, expose);
      case StopSignal signal -> ConfigPlanner.stopSignal(state, words, signal);
      case Maintainer maintainer -> ConfigPlanner.maintainer(state, maintainer);
      case OnBuild onBuild -> ConfigPlanner.onBuild(state, onBuild);
      case Cmd cmd -> StartPlanner.cmd(state, cmd);
      case Entrypoint entrypoint -> StartPlanner.entrypoint(state, entrypoint);
      case Shell shell -> StartPlanner.shell(state, shell);
      case Healthcheck healthcheck -> StartPlanner.healthcheck(state, healthcheck);
    };
  }

  private StageState workdir(StageState state, Step step, String path) {
    String directory = ContainerPath.workdir(state.workingDirectory(), path);
    StageState next = state.withContainer(state.container().withWorkingDir(directory));
    String createdBy = "WORKDIR " + directory;
    if (directory.equals("/")) {
      return next.recorded(createdBy);
    }
    MakeDirectory operation =
        new MakeDirectory(state.root(), next.workingDirectory(), state.container().user());
    String shown = context.words(state, step).shown();
    return next.recorded(createdBy, context.add(state, step, operation, shown));
  }
}
