package dev.jbuild.parser.instruction;

import dev.jbuild.parser.diagnostic.Problems;
import dev.jbuild.parser.lexer.Statement;

/**
 * What all statements of a file share.
 *
 * @param escape backslash or backtick
 */
public record Context(char escape, Problems problems) {

  /** Reports an instruction without arguments. True if it has some. */
  boolean requireArguments(Statement statement, String example) {
    boolean missing = statement.arguments().isEmpty();
    if (missing) {
      problems.error(
          statement.name().span(),
          statement.keyword() + " requires at least one argument",
          "write it as " + example);
    }
    return !missing;
  }
}
