package dev.jbuild.parser.instruction;

import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.lexer.Statement;
import java.util.Optional;

/** Makes an instruction of a statement with a certain name. */
interface InstructionParser {

  /** What is wrong goes to the context's problems; empty where nothing can be made of it. */
  Optional<? extends Instruction> parse(Statement statement, Context context);
}
