package dev.jbuild.parser.ast;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * One FROM and what follows it.
 *
 * @param index from 0
 */
public record Stage(int index, Instruction.From from, ImmutableList<Instruction> instructions) {
  /** As written after AS, if named. */
  public Optional<String> name() {
    return from.name();
  }
}
