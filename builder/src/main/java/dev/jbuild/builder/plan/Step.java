package dev.jbuild.builder.plan;

import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.source.Span;
import java.util.Optional;

/**
 * An instruction that a stage carries out: its own, or an ONBUILD trigger of what it is built on.
 *
 * @param foreign for what stands in another Dockerfile: the place here that brought it in
 */
record Step(Instruction instruction, boolean isTrigger, Optional<Span> foreign) {

  static Step own(Instruction instruction) {
    return new Step(instruction, false, Optional.empty());
  }

  /** A trigger that an earlier stage of the same file left. */
  static Step stageTrigger(Instruction instruction) {
    return new Step(instruction, true, Optional.empty());
  }

  /** A trigger from an image's config. */
  static Step imageTrigger(Instruction instruction, Span from) {
    return new Step(instruction, true, Optional.of(from));
  }

  Span span() {
    return place(instruction.span());
  }

  /** Where to point at, for a place within the instruction. */
  Span place(Span within) {
    return foreign.orElse(within);
  }

  /** The instruction's place in this Dockerfile, if it stands there. */
  Optional<Span> ownSpan() {
    return foreign.isPresent() ? Optional.empty() : Optional.of(instruction.span());
  }
}
