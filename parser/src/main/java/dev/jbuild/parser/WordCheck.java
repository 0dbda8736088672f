package dev.jbuild.parser;

import dev.jbuild.parser.ast.ExpandableWords;
import dev.jbuild.parser.ast.Instruction;
import dev.jbuild.parser.ast.Word;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.word.Environment;
import dev.jbuild.parser.word.WordException;
import dev.jbuild.parser.word.WordExpander;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds words that no environment could expand, such as those with an unclosed quote. */
final class WordCheck {
  private static final Environment EVERYTHING_SET = name -> Optional.of("x");

  private final WordExpander expander;

  WordCheck(char escape) {
    this.expander = new WordExpander(escape);
  }

  void check(Instruction instruction, Consumer<Diagnostic> found) {
    for (Word word : ExpandableWords.of(instruction)) {
      try {
        expander.expand(word.text(), EVERYTHING_SET);
      } catch (WordException e) {
        found.accept(diagnostic(instruction, word, e));
      }
    }
  }

  private static Diagnostic diagnostic(Instruction instruction, Word word, WordException error) {
    String message = "failed to process \"" + word.text() + "\": " + error.getMessage();
    boolean copies =
        instruction instanceof Instruction.Copy || instruction instanceof Instruction.Add;
    boolean quoted = word.text().indexOf('"') >= 0 || word.text().indexOf('\'') >= 0;
    return copies && quoted
        ? Diagnostic.error(
            word.span(), message, "a path with spaces needs the JSON form: [\"a b\", \"/c\"]")
        : Diagnostic.error(word.span(), message);
  }
}
