package dev.jbuild.parser.ast;

import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.diagnostic.Diagnostic;
import java.util.Optional;

/**
 * One FROM and what follows it.
 *
 * @param index from 0
 * @param malformed errors in its words, which count only where the stage is needed
 */
public record Stage(
    int index,
    Instruction.From from,
    ImmutableList<Instruction> instructions,
    ImmutableList<Diagnostic> malformed) {
  /** As written after AS, if named. */
  public Optional<String> name() {
    return from.name();
  }
}
