package dev.jbuild.builder.plan;

import dev.jbuild.builder.graph.Operation;
import dev.jbuild.parser.ast.CopyFlags;
import dev.jbuild.parser.ast.Word;
import java.util.Optional;

/** Plans COPY and ADD. */
final class CopyPlanner {
  private final StageContext context;

  CopyPlanner(StageContext context) {
    this.context = context;
  }

  StageState plan(StageState state, Step step, CopyInstruction instruction) throws Refusal {
    Words words = context.words(state, step);
    CopyFlags flags = instruction.flags();
    CopyInputs inputs = CopyInputs.read(instruction, origin(step, instruction), words);
    String destination = words.expand(instruction.destination());
    Operation.Copy operation =
        new Operation.Copy(
            state.root(),
            inputs.inputs(),
            ContainerPath.destination(state.workingDirectory(), destination),
            given(words, flags.chown()),
            mode(words, flags.chmod()),
            words.expandAll(flags.excludes()),
            flags.parents(),
            flags.link(),
            instruction.isAdd());
    String createdBy = createdBy(instruction, operation, inputs, destination);
    return state.recorded(createdBy, context.add(state, step, operation, words.shown()));
  }

  private CopyOrigin origin(Step step, CopyInstruction instruction) throws Refusal {
    CopyFlags flags = instruction.flags();
    return flags.from().isPresent()
        ? context.origins().origin(flags.from().get(), step)
        : CopyOrigin.buildContext(flags.unpack().orElse(instruction.isAdd()));
  }

  private static Optional<String> mode(Words words, Optional<Word> flag) throws Refusal {
    Optional<String> mode = given(words, flag);
    if (mode.isPresent()) {
      FileModes.require(mode.get(), words.step().place(flag.orElseThrow().span()));
    }
    return mode;
  }

  /** The flag's value, expanded; a value that is empty then is as good as no flag. */
  private static Optional<String> given(Words words, Optional<Word> flag) throws Refusal {
    return words.expand(flag).filter(text -> !text.isEmpty());
  }

  /** Such as {@code COPY --chown=app a b /srv/ # buildkit}, expanded. */
  private static String createdBy(
      CopyInstruction instruction,
      Operation.Copy operation,
      CopyInputs inputs,
      String destination) {
    return instruction.name()
        + operation.owner().map(owner -> " --chown=" + owner).orElse("")
        + operation.mode().map(mode -> " --chmod=" + mode).orElse("")
        + (" " + String.join(" ", inputs.shown()))
        + (" " + destination + " # buildkit");
  }
}
