package dev.jbuild.parser.lint;

import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.ast.Stage;
import dev.jbuild.parser.source.Span;
import java.util.Optional;

/**
 * A stage as it is carried out.
 *
 * @param hasShell whether what it is built on has chosen a SHELL
 * @param steps the triggers of what it is built on, then its own instructions
 */
public record LintedStage(Stage stage, boolean hasShell, ImmutableList<Step> steps) {

  /** The stage as it is written, for what no more is known of. */
  public static LintedStage asWritten(Stage stage) {
    return new LintedStage(
        stage,
        false,
        stage.instructions().stream()
            .map(instruction -> new Step(instruction, Optional.empty()))
            .collect(ImmutableList.toImmutableList()));
  }

  /**
   * An instruction that the stage carries out.
   *
   * @param foreign for what stands in another file: the place here that brought it in
   */
  public record Step(Instruction instruction, Optional<Span> foreign) {

    /** Where to point at, for a place within the instruction. */
    Span place(Span within) {
      return foreign.orElse(within);
    }

    Span span() {
      return place(instruction.span());
    }
  }
}
