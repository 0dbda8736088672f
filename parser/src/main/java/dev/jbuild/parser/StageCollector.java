package dev.jbuild.parser;

import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.ast.Stage;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.diagnostic.Problems;
import dev.jbuild.parser.instruction.Instructions;
import dev.jbuild.parser.lexer.Statement;
import dev.jbuild.parser.source.Span;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Groups instructions into stages: each FROM starts one, only ARG may stand before the first. What
 * is wrong with the words of a stage is kept with it, and counts where the stage is needed.
 */
final class StageCollector {
  private final Problems problems;
  private final WordCheck words;
  private final ImmutableList.Builder<Instruction.Arg> metaArgs = ImmutableList.builder();
  private final ImmutableList.Builder<Stage> stages = ImmutableList.builder();
  private ImmutableList.Builder<Instruction> instructions = ImmutableList.builder();
  private ImmutableList.Builder<Diagnostic> malformed = ImmutableList.builder();
  private Instruction.@Nullable From from;
  private int count;
  private boolean sawFrom;

  StageCollector(Problems problems, WordCheck words) {
    this.problems = problems;
    this.words = words;
  }

  /**
   * Adds what a statement became, which is nothing where it is broken. An unknown instruction may
   * have been meant as FROM: nothing is said about what stands after it.
   */
  void add(Statement statement, Optional<? extends Instruction> instruction) {
    if (statement.keyword().equals("FROM")) {
      endStage();
      sawFrom = true;
    }
    sawFrom |= !Instructions.isKnown(statement);
    instruction.ifPresent(this::add);
  }

  private void add(Instruction instruction) {
    if (instruction instanceof Instruction.From next) {
      from = next;
      words.check(next, problems::add);
    } else if (sawFrom) {
      instructions.add(instruction);
      words.check(instruction, malformed::add);
    } else if (instruction instanceof Instruction.Arg arg) {
      metaArgs.add(arg);
      words.check(arg, problems::add);
    } else {
      problems.error(
          instruction.span(),
          "no build stage in current context: only ARG may stand before the first FROM",
          "start the Dockerfile with FROM IMAGE");
    }
  }

  /** Ends the last stage and reports a file without one. */
  void finish(boolean empty) {
    endStage();
    if (empty) {
      problems.error(
          Span.START, "the Dockerfile is a file with no instructions", "start it with FROM IMAGE");
    } else if (!sawFrom) {
      problems.error(
          Span.START, "dockerfile contains no stages to build", "start it with FROM IMAGE");
    }
  }

  ImmutableList<Instruction.Arg> metaArgs() {
    return metaArgs.build();
  }

  ImmutableList<Stage> stages() {
    return stages.build();
  }

  private void endStage() {
    Instruction.From ended = from;
    if (ended != null) {
      stages.add(new Stage(count++, ended, instructions.build(), malformed.build()));
    }
    from = null;
    instructions = ImmutableList.builder();
    malformed = ImmutableList.builder();
  }
}
