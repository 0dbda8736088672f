package dev.jbuild.parser.ast;

import com.google.common.collect.ImmutableListMultimap;
import dev.jbuild.parser.source.Span;
import java.util.Optional;

/**
 * The comment lines right above instructions, each without its hash.
 *
 * @param byLine by the line on which the instruction starts
 */
public record Comments(ImmutableListMultimap<Integer, String> byLine) {

  /** Those right above what starts here. */
  public Iterable<String> above(Span instruction) {
    return byLine.get(instruction.start().line());
  }

  /** What a comment {@code # <name> <text>} above an instruction says of the name. */
  public Optional<String> describing(String name, Span instruction) {
    for (String comment : above(instruction)) {
      if (comment.startsWith(name + " ")) {
        return Optional.of(comment.substring(name.length() + 1).strip());
      }
    }
    return Optional.empty();
  }
}
