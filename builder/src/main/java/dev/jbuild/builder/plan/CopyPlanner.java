package dev.jbuild.builder.plan;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.graph.ModeChange;
import dev.jbuild.builder.graph.Operation;
import dev.jbuild.parser.ast.CopyFlags;
import dev.jbuild.parser.ast.Word;
import java.util.List;
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
            texts(flags.excludes()),
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

  private static Optional<ModeChange> mode(Words words, Optional<Word> flag) throws Refusal {
    Optional<String> mode = given(words, flag);
    try {
      return mode.map(ModeChange::parse);
    } catch (IllegalArgumentException e) {
      throw Refusal.at(
          words.step().place(flag.orElseThrow().span()),
          String.valueOf(e.getMessage()),
          "it should be an octal string between 0 and 07777, or symbolic such as u=rwX,go=rX");
    }
  }

  /** As BuildKit has it, variables in patterns of {@code --exclude} are not expanded. */
  private static ImmutableList<String> texts(List<Word> words) {
    return words.stream().map(Word::text).collect(toImmutableList());
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
        + (operation.parents() ? " --parents" : "")
        + operation.owner().map(owner -> " --chown=" + owner).orElse("")
        + operation.mode().map(mode -> " --chmod=" + mode).orElse("")
        + (" " + String.join(" ", inputs.shown()))
        + (" " + destination + " # buildkit");
  }
}
