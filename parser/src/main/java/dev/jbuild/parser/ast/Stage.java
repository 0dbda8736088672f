package dev.jbuild.parser.ast;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * One FROM and what follows it.
 *
 * @param index from 0
 * @param comment text of the doc comment above FROM, if any
 */
public record Stage(
    int index,
    Instruction.From from,
    ImmutableList<Instruction> instructions,
    Optional<String> comment) {
  /** As written after AS, if named. */
  public Optional<String> name() {
    return from.name();
  }
}
