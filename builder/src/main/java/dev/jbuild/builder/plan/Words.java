package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableList;
import dev.jbuild.builder.plan.Expander.Expanded;
import dev.jbuild.builder.plan.Expander.MalformedWord;
import dev.jbuild.parser.ast.Heredoc;
import dev.jbuild.parser.ast.Word;
import dev.jbuild.parser.diagnostic.Diagnostic;
import dev.jbuild.parser.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * The words of one instruction: all of them see the variables from before it.
 *
 * @param problems takes the warnings about variables that are not defined
 */
record Words(Expander expander, Step step, Scope scope, Problems problems) {

  String expand(Word word) throws Refusal {
    Span span = step.place(word.span());
    try {
      return warned(span, expander.word(word.text(), scope.environment()));
    } catch (MalformedWord e) {
      throw malformed(span, e);
    }
  }

  Optional<String> expand(Optional<Word> word) throws Refusal {
    return word.isPresent() ? Optional.of(expand(word.get())) : Optional.empty();
  }

  ImmutableList<String> expandAll(List<Word> words) throws Refusal {
    ImmutableList.Builder<String> expanded = ImmutableList.builder();
    for (Word word : words) {
      expanded.add(expand(word));
    }
    return expanded.build();
  }

  /** Expands a word that may become several. */
  ImmutableList<String> split(Word word) throws Refusal {
    try {
      return expander.words(word.text(), scope.environment());
    } catch (MalformedWord e) {
      throw malformed(step.place(word.span()), e);
    }
  }

  String document(Heredoc heredoc) throws Refusal {
    if (!heredoc.expand()) {
      return heredoc.content();
    }
    Span span = step.place(heredoc.span());
    try {
      return warned(span, expander.document(heredoc.content(), scope.environment()));
    } catch (MalformedWord e) {
      throw malformed(span, e);
    }
  }

  /** The instruction as the progress view shows it. */
  String shown() {
    String original = step.instruction().original();
    try {
      return expander.word(original, scope.environment()).text();
    } catch (MalformedWord e) {
      return original;
    }
  }

  /** The same for a command: its quotes are the shell's, as are variables not set here. */
  String shownCommand() {
    return expander.command(step.instruction().original(), scope.environment());
  }

  private String warned(Span span, Expanded expanded) {
    for (String name : expanded.undefined()) {
      if (!scope.arguments().containsKey(name)) {
        String hint =
            Suggestion.nearest(name, scope.environment().keySet())
                .map(match -> " (did you mean $" + match + "?)")
                .orElse("");
        problems.add(
            Diagnostic.warning(
                "UndefinedVar", span, "Usage of undefined variable '$" + name + "'" + hint));
      }
    }
    return expanded.text();
  }

  private static Refusal malformed(Span span, MalformedWord cause) {
    return Refusal.at(span, String.valueOf(cause.getMessage()));
  }
}
